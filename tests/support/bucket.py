"""An S3-compatible store on loopback: OpenStack Swift with its S3 API, all of it in one process and one folder.

bucket.py FOLDER PORT BUCKET    prints `ready` when it takes requests; while FOLDER/refuse exists, it answers 503 to all
"""
import os
import sys
import urllib.request

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi  # noqa: E402
from swift.common import storage_policy, utils  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402

SWIFT = """
[swift-hash]
swift_hash_path_prefix = a
swift_hash_path_suffix = b
[storage-policy:0]
name = only
default = yes
"""

SERVER = """
[DEFAULT]
devices = {folder}
mount_check = false
swift_dir = {folder}
log_level = ERROR
[app:main]
use = egg:swift#{kind}
fallocate_reserve = 0
"""

PROXY = """
[DEFAULT]
swift_dir = {folder}
log_level = ERROR
[pipeline:main]
pipeline = catch_errors gatekeeper listing_formats s3api tempauth copy dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
location = eu-test-1
auth_pipeline_check = false
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing-secret .admin
[filter:copy]
use = egg:swift#copy
[filter:dlo]
use = egg:swift#dlo
"""


class Memory:
    """What Swift asks of memcached."""

    def __init__(self):
        self.items = {}

    def get(self, key, **_):
        return self.items.get(key)

    def set(self, key, value, **_):
        self.items[key] = value

    def delete(self, key, **_):
        self.items.pop(key, None)


class Quiet:
    def write(self, text):
        pass


def remembering(app, memory, refusal):
    def call(environ, start_response):
        environ['swift.cache'] = memory
        if not os.path.exists(refusal):
            return app(environ, start_response)
        start_response('503 Slow Down', [('Content-Type', 'application/xml')])
        return [b'<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>later</Message></Error>']
    return call


def ring(folder, kind, port):
    builder = RingBuilder(4, 1, 0)
    builder.add_dev({'region': 1, 'zone': 1, 'weight': 1.0, 'device': 'device', 'ip': '127.0.0.1', 'port': port,
                     'replication_ip': '127.0.0.1', 'replication_port': port})
    builder.rebalance()
    builder.get_ring().save(os.path.join(folder, kind + '.ring.gz'), mtime=0)


def make_bucket(port, bucket):
    """As a user of Swift does, so that the service's way is not the one that is tested with itself."""
    base = 'http://127.0.0.1:%d' % port
    who = {'X-Auth-User': 'test:tester', 'X-Auth-Key': 'testing-secret'}
    told = urllib.request.urlopen(urllib.request.Request(base + '/auth/v1.0', headers=who))
    made = urllib.request.Request(told.headers['X-Storage-Url'] + '/' + bucket, method='PUT',
                                  headers={'X-Auth-Token': told.headers['X-Auth-Token']})
    urllib.request.urlopen(made)


def main(folder, port, bucket):
    os.makedirs(os.path.join(folder, 'device'))
    utils.SWIFT_CONF_FILE = os.path.join(folder, 'swift.conf')
    with open(utils.SWIFT_CONF_FILE, 'w') as file:
        file.write(SWIFT)
    storage_policy.reload_storage_policies()
    utils.HASH_PATH_PREFIX, utils.HASH_PATH_SUFFIX = b'a', b'b'
    sockets = {kind: eventlet.listen(('127.0.0.1', 0)) for kind in ('account', 'container', 'object')}
    for kind, socket in sockets.items():
        ring(folder, kind, socket.getsockname()[1])
    sockets['proxy'] = eventlet.listen(('127.0.0.1', port))
    from swift.common.wsgi import loadapp  # when its settings are there
    memory = Memory()
    for kind, socket in sockets.items():
        path = os.path.join(folder, kind + '.conf')
        with open(path, 'w') as file:
            file.write((PROXY if kind == 'proxy' else SERVER).format(folder=folder, kind=kind))
        app = loadapp(path)
        if kind == 'proxy':
            app = remembering(app, memory, os.path.join(folder, 'refuse'))
        eventlet.spawn(wsgi.server, socket, app, Quiet(), capitalize_response_headers=False)
    make_bucket(port, bucket)
    print('ready', flush=True)
    eventlet.Event().wait()


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
