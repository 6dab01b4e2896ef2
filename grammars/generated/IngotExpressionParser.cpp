
// Generated from IngotExpression.g4 by ANTLR 4.7.2



#include "IngotExpressionParser.h"


using namespace antlrcpp;
using namespace ingot::frontend::generated;
using namespace antlr4;

IngotExpressionParser::IngotExpressionParser(TokenStream *input) : Parser(input) {
  _interpreter = new atn::ParserATNSimulator(this, _atn, _decisionToDFA, _sharedContextCache);
}

IngotExpressionParser::~IngotExpressionParser() {
  delete _interpreter;
}

std::string IngotExpressionParser::getGrammarFileName() const {
  return "IngotExpression.g4";
}

const std::vector<std::string>& IngotExpressionParser::getRuleNames() const {
  return _ruleNames;
}

dfa::Vocabulary& IngotExpressionParser::getVocabulary() const {
  return _vocabulary;
}


//----------------- StartContext ------------------------------------------------------------------

IngotExpressionParser::StartContext::StartContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

IngotExpressionParser::ConditionalContext* IngotExpressionParser::StartContext::conditional() {
  return getRuleContext<IngotExpressionParser::ConditionalContext>(0);
}

tree::TerminalNode* IngotExpressionParser::StartContext::EOF() {
  return getToken(IngotExpressionParser::EOF, 0);
}


size_t IngotExpressionParser::StartContext::getRuleIndex() const {
  return IngotExpressionParser::RuleStart;
}


IngotExpressionParser::StartContext* IngotExpressionParser::start() {
  StartContext *_localctx = _tracker.createInstance<StartContext>(_ctx, getState());
  enterRule(_localctx, 0, IngotExpressionParser::RuleStart);

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(24);
    conditional();
    setState(25);
    match(IngotExpressionParser::EOF);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ConditionalContext ------------------------------------------------------------------

IngotExpressionParser::ConditionalContext::ConditionalContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

IngotExpressionParser::DisjunctionContext* IngotExpressionParser::ConditionalContext::disjunction() {
  return getRuleContext<IngotExpressionParser::DisjunctionContext>(0);
}

tree::TerminalNode* IngotExpressionParser::ConditionalContext::QUESTION() {
  return getToken(IngotExpressionParser::QUESTION, 0);
}

std::vector<IngotExpressionParser::ConditionalContext *> IngotExpressionParser::ConditionalContext::conditional() {
  return getRuleContexts<IngotExpressionParser::ConditionalContext>();
}

IngotExpressionParser::ConditionalContext* IngotExpressionParser::ConditionalContext::conditional(size_t i) {
  return getRuleContext<IngotExpressionParser::ConditionalContext>(i);
}

tree::TerminalNode* IngotExpressionParser::ConditionalContext::COLON() {
  return getToken(IngotExpressionParser::COLON, 0);
}


size_t IngotExpressionParser::ConditionalContext::getRuleIndex() const {
  return IngotExpressionParser::RuleConditional;
}


IngotExpressionParser::ConditionalContext* IngotExpressionParser::conditional() {
  ConditionalContext *_localctx = _tracker.createInstance<ConditionalContext>(_ctx, getState());
  enterRule(_localctx, 2, IngotExpressionParser::RuleConditional);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(27);
    disjunction();
    setState(33);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == IngotExpressionParser::QUESTION) {
      setState(28);
      match(IngotExpressionParser::QUESTION);
      setState(29);
      conditional();
      setState(30);
      match(IngotExpressionParser::COLON);
      setState(31);
      conditional();
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- DisjunctionContext ------------------------------------------------------------------

IngotExpressionParser::DisjunctionContext::DisjunctionContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<IngotExpressionParser::ConjunctionContext *> IngotExpressionParser::DisjunctionContext::conjunction() {
  return getRuleContexts<IngotExpressionParser::ConjunctionContext>();
}

IngotExpressionParser::ConjunctionContext* IngotExpressionParser::DisjunctionContext::conjunction(size_t i) {
  return getRuleContext<IngotExpressionParser::ConjunctionContext>(i);
}

std::vector<tree::TerminalNode *> IngotExpressionParser::DisjunctionContext::OR() {
  return getTokens(IngotExpressionParser::OR);
}

tree::TerminalNode* IngotExpressionParser::DisjunctionContext::OR(size_t i) {
  return getToken(IngotExpressionParser::OR, i);
}


size_t IngotExpressionParser::DisjunctionContext::getRuleIndex() const {
  return IngotExpressionParser::RuleDisjunction;
}


IngotExpressionParser::DisjunctionContext* IngotExpressionParser::disjunction() {
  DisjunctionContext *_localctx = _tracker.createInstance<DisjunctionContext>(_ctx, getState());
  enterRule(_localctx, 4, IngotExpressionParser::RuleDisjunction);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(35);
    conjunction();
    setState(40);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == IngotExpressionParser::OR) {
      setState(36);
      match(IngotExpressionParser::OR);
      setState(37);
      conjunction();
      setState(42);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ConjunctionContext ------------------------------------------------------------------

IngotExpressionParser::ConjunctionContext::ConjunctionContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<IngotExpressionParser::ComparisonContext *> IngotExpressionParser::ConjunctionContext::comparison() {
  return getRuleContexts<IngotExpressionParser::ComparisonContext>();
}

IngotExpressionParser::ComparisonContext* IngotExpressionParser::ConjunctionContext::comparison(size_t i) {
  return getRuleContext<IngotExpressionParser::ComparisonContext>(i);
}

std::vector<tree::TerminalNode *> IngotExpressionParser::ConjunctionContext::AND() {
  return getTokens(IngotExpressionParser::AND);
}

tree::TerminalNode* IngotExpressionParser::ConjunctionContext::AND(size_t i) {
  return getToken(IngotExpressionParser::AND, i);
}


size_t IngotExpressionParser::ConjunctionContext::getRuleIndex() const {
  return IngotExpressionParser::RuleConjunction;
}


IngotExpressionParser::ConjunctionContext* IngotExpressionParser::conjunction() {
  ConjunctionContext *_localctx = _tracker.createInstance<ConjunctionContext>(_ctx, getState());
  enterRule(_localctx, 6, IngotExpressionParser::RuleConjunction);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(43);
    comparison();
    setState(48);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == IngotExpressionParser::AND) {
      setState(44);
      match(IngotExpressionParser::AND);
      setState(45);
      comparison();
      setState(50);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ComparisonContext ------------------------------------------------------------------

IngotExpressionParser::ComparisonContext::ComparisonContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<IngotExpressionParser::CoalescingContext *> IngotExpressionParser::ComparisonContext::coalescing() {
  return getRuleContexts<IngotExpressionParser::CoalescingContext>();
}

IngotExpressionParser::CoalescingContext* IngotExpressionParser::ComparisonContext::coalescing(size_t i) {
  return getRuleContext<IngotExpressionParser::CoalescingContext>(i);
}

tree::TerminalNode* IngotExpressionParser::ComparisonContext::IN() {
  return getToken(IngotExpressionParser::IN, 0);
}

tree::TerminalNode* IngotExpressionParser::ComparisonContext::LEFT_BRACKET() {
  return getToken(IngotExpressionParser::LEFT_BRACKET, 0);
}

tree::TerminalNode* IngotExpressionParser::ComparisonContext::RIGHT_BRACKET() {
  return getToken(IngotExpressionParser::RIGHT_BRACKET, 0);
}

tree::TerminalNode* IngotExpressionParser::ComparisonContext::EQ() {
  return getToken(IngotExpressionParser::EQ, 0);
}

tree::TerminalNode* IngotExpressionParser::ComparisonContext::NE() {
  return getToken(IngotExpressionParser::NE, 0);
}

tree::TerminalNode* IngotExpressionParser::ComparisonContext::LT() {
  return getToken(IngotExpressionParser::LT, 0);
}

tree::TerminalNode* IngotExpressionParser::ComparisonContext::LE() {
  return getToken(IngotExpressionParser::LE, 0);
}

tree::TerminalNode* IngotExpressionParser::ComparisonContext::GT() {
  return getToken(IngotExpressionParser::GT, 0);
}

tree::TerminalNode* IngotExpressionParser::ComparisonContext::GE() {
  return getToken(IngotExpressionParser::GE, 0);
}

tree::TerminalNode* IngotExpressionParser::ComparisonContext::MATCHES() {
  return getToken(IngotExpressionParser::MATCHES, 0);
}

std::vector<IngotExpressionParser::ConditionalContext *> IngotExpressionParser::ComparisonContext::conditional() {
  return getRuleContexts<IngotExpressionParser::ConditionalContext>();
}

IngotExpressionParser::ConditionalContext* IngotExpressionParser::ComparisonContext::conditional(size_t i) {
  return getRuleContext<IngotExpressionParser::ConditionalContext>(i);
}

std::vector<tree::TerminalNode *> IngotExpressionParser::ComparisonContext::COMMA() {
  return getTokens(IngotExpressionParser::COMMA);
}

tree::TerminalNode* IngotExpressionParser::ComparisonContext::COMMA(size_t i) {
  return getToken(IngotExpressionParser::COMMA, i);
}


size_t IngotExpressionParser::ComparisonContext::getRuleIndex() const {
  return IngotExpressionParser::RuleComparison;
}


IngotExpressionParser::ComparisonContext* IngotExpressionParser::comparison() {
  ComparisonContext *_localctx = _tracker.createInstance<ComparisonContext>(_ctx, getState());
  enterRule(_localctx, 8, IngotExpressionParser::RuleComparison);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(51);
    coalescing();
    setState(67);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case IngotExpressionParser::MATCHES:
      case IngotExpressionParser::EQ:
      case IngotExpressionParser::NE:
      case IngotExpressionParser::LE:
      case IngotExpressionParser::LT:
      case IngotExpressionParser::GE:
      case IngotExpressionParser::GT: {
        setState(52);
        dynamic_cast<ComparisonContext *>(_localctx)->op = _input->LT(1);
        _la = _input->LA(1);
        if (!((((_la & ~ 0x3fULL) == 0) &&
          ((1ULL << _la) & ((1ULL << IngotExpressionParser::MATCHES)
          | (1ULL << IngotExpressionParser::EQ)
          | (1ULL << IngotExpressionParser::NE)
          | (1ULL << IngotExpressionParser::LE)
          | (1ULL << IngotExpressionParser::LT)
          | (1ULL << IngotExpressionParser::GE)
          | (1ULL << IngotExpressionParser::GT))) != 0))) {
          dynamic_cast<ComparisonContext *>(_localctx)->op = _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        setState(53);
        coalescing();
        break;
      }

      case IngotExpressionParser::IN: {
        setState(54);
        match(IngotExpressionParser::IN);
        setState(55);
        match(IngotExpressionParser::LEFT_BRACKET);
        setState(64);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if ((((_la & ~ 0x3fULL) == 0) &&
          ((1ULL << _la) & ((1ULL << IngotExpressionParser::TRUE)
          | (1ULL << IngotExpressionParser::FALSE)
          | (1ULL << IngotExpressionParser::NULL_)
          | (1ULL << IngotExpressionParser::MINUS)
          | (1ULL << IngotExpressionParser::NOT)
          | (1ULL << IngotExpressionParser::LEFT_PAREN)
          | (1ULL << IngotExpressionParser::INTEGER)
          | (1ULL << IngotExpressionParser::DECIMAL)
          | (1ULL << IngotExpressionParser::TEXT)
          | (1ULL << IngotExpressionParser::RAW_TEXT)
          | (1ULL << IngotExpressionParser::NAME))) != 0)) {
          setState(56);
          conditional();
          setState(61);
          _errHandler->sync(this);
          _la = _input->LA(1);
          while (_la == IngotExpressionParser::COMMA) {
            setState(57);
            match(IngotExpressionParser::COMMA);
            setState(58);
            conditional();
            setState(63);
            _errHandler->sync(this);
            _la = _input->LA(1);
          }
        }
        setState(66);
        match(IngotExpressionParser::RIGHT_BRACKET);
        break;
      }

      case IngotExpressionParser::EOF:
      case IngotExpressionParser::QUESTION:
      case IngotExpressionParser::COLON:
      case IngotExpressionParser::OR:
      case IngotExpressionParser::AND:
      case IngotExpressionParser::COMMA:
      case IngotExpressionParser::RIGHT_PAREN:
      case IngotExpressionParser::RIGHT_BRACKET: {
        break;
      }

    default:
      break;
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- CoalescingContext ------------------------------------------------------------------

IngotExpressionParser::CoalescingContext::CoalescingContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<IngotExpressionParser::SumContext *> IngotExpressionParser::CoalescingContext::sum() {
  return getRuleContexts<IngotExpressionParser::SumContext>();
}

IngotExpressionParser::SumContext* IngotExpressionParser::CoalescingContext::sum(size_t i) {
  return getRuleContext<IngotExpressionParser::SumContext>(i);
}

std::vector<tree::TerminalNode *> IngotExpressionParser::CoalescingContext::COALESCE() {
  return getTokens(IngotExpressionParser::COALESCE);
}

tree::TerminalNode* IngotExpressionParser::CoalescingContext::COALESCE(size_t i) {
  return getToken(IngotExpressionParser::COALESCE, i);
}


size_t IngotExpressionParser::CoalescingContext::getRuleIndex() const {
  return IngotExpressionParser::RuleCoalescing;
}


IngotExpressionParser::CoalescingContext* IngotExpressionParser::coalescing() {
  CoalescingContext *_localctx = _tracker.createInstance<CoalescingContext>(_ctx, getState());
  enterRule(_localctx, 10, IngotExpressionParser::RuleCoalescing);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(69);
    sum();
    setState(74);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == IngotExpressionParser::COALESCE) {
      setState(70);
      match(IngotExpressionParser::COALESCE);
      setState(71);
      sum();
      setState(76);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- SumContext ------------------------------------------------------------------

IngotExpressionParser::SumContext::SumContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<IngotExpressionParser::ProductContext *> IngotExpressionParser::SumContext::product() {
  return getRuleContexts<IngotExpressionParser::ProductContext>();
}

IngotExpressionParser::ProductContext* IngotExpressionParser::SumContext::product(size_t i) {
  return getRuleContext<IngotExpressionParser::ProductContext>(i);
}

std::vector<tree::TerminalNode *> IngotExpressionParser::SumContext::PLUS() {
  return getTokens(IngotExpressionParser::PLUS);
}

tree::TerminalNode* IngotExpressionParser::SumContext::PLUS(size_t i) {
  return getToken(IngotExpressionParser::PLUS, i);
}

std::vector<tree::TerminalNode *> IngotExpressionParser::SumContext::MINUS() {
  return getTokens(IngotExpressionParser::MINUS);
}

tree::TerminalNode* IngotExpressionParser::SumContext::MINUS(size_t i) {
  return getToken(IngotExpressionParser::MINUS, i);
}


size_t IngotExpressionParser::SumContext::getRuleIndex() const {
  return IngotExpressionParser::RuleSum;
}


IngotExpressionParser::SumContext* IngotExpressionParser::sum() {
  SumContext *_localctx = _tracker.createInstance<SumContext>(_ctx, getState());
  enterRule(_localctx, 12, IngotExpressionParser::RuleSum);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(77);
    product();
    setState(82);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == IngotExpressionParser::PLUS

    || _la == IngotExpressionParser::MINUS) {
      setState(78);
      dynamic_cast<SumContext *>(_localctx)->_tset163 = _input->LT(1);
      _la = _input->LA(1);
      if (!(_la == IngotExpressionParser::PLUS

      || _la == IngotExpressionParser::MINUS)) {
        dynamic_cast<SumContext *>(_localctx)->_tset163 = _errHandler->recoverInline(this);
      }
      else {
        _errHandler->reportMatch(this);
        consume();
      }
      dynamic_cast<SumContext *>(_localctx)->ops.push_back(dynamic_cast<SumContext *>(_localctx)->_tset163);
      setState(79);
      product();
      setState(84);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ProductContext ------------------------------------------------------------------

IngotExpressionParser::ProductContext::ProductContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<IngotExpressionParser::PrefixContext *> IngotExpressionParser::ProductContext::prefix() {
  return getRuleContexts<IngotExpressionParser::PrefixContext>();
}

IngotExpressionParser::PrefixContext* IngotExpressionParser::ProductContext::prefix(size_t i) {
  return getRuleContext<IngotExpressionParser::PrefixContext>(i);
}

std::vector<tree::TerminalNode *> IngotExpressionParser::ProductContext::TIMES() {
  return getTokens(IngotExpressionParser::TIMES);
}

tree::TerminalNode* IngotExpressionParser::ProductContext::TIMES(size_t i) {
  return getToken(IngotExpressionParser::TIMES, i);
}

std::vector<tree::TerminalNode *> IngotExpressionParser::ProductContext::DIVIDE() {
  return getTokens(IngotExpressionParser::DIVIDE);
}

tree::TerminalNode* IngotExpressionParser::ProductContext::DIVIDE(size_t i) {
  return getToken(IngotExpressionParser::DIVIDE, i);
}

std::vector<tree::TerminalNode *> IngotExpressionParser::ProductContext::MODULO() {
  return getTokens(IngotExpressionParser::MODULO);
}

tree::TerminalNode* IngotExpressionParser::ProductContext::MODULO(size_t i) {
  return getToken(IngotExpressionParser::MODULO, i);
}


size_t IngotExpressionParser::ProductContext::getRuleIndex() const {
  return IngotExpressionParser::RuleProduct;
}


IngotExpressionParser::ProductContext* IngotExpressionParser::product() {
  ProductContext *_localctx = _tracker.createInstance<ProductContext>(_ctx, getState());
  enterRule(_localctx, 14, IngotExpressionParser::RuleProduct);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(85);
    prefix();
    setState(90);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << IngotExpressionParser::TIMES)
      | (1ULL << IngotExpressionParser::DIVIDE)
      | (1ULL << IngotExpressionParser::MODULO))) != 0)) {
      setState(86);
      dynamic_cast<ProductContext *>(_localctx)->_tset186 = _input->LT(1);
      _la = _input->LA(1);
      if (!((((_la & ~ 0x3fULL) == 0) &&
        ((1ULL << _la) & ((1ULL << IngotExpressionParser::TIMES)
        | (1ULL << IngotExpressionParser::DIVIDE)
        | (1ULL << IngotExpressionParser::MODULO))) != 0))) {
        dynamic_cast<ProductContext *>(_localctx)->_tset186 = _errHandler->recoverInline(this);
      }
      else {
        _errHandler->reportMatch(this);
        consume();
      }
      dynamic_cast<ProductContext *>(_localctx)->ops.push_back(dynamic_cast<ProductContext *>(_localctx)->_tset186);
      setState(87);
      prefix();
      setState(92);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- PrefixContext ------------------------------------------------------------------

IngotExpressionParser::PrefixContext::PrefixContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

IngotExpressionParser::PrefixContext* IngotExpressionParser::PrefixContext::prefix() {
  return getRuleContext<IngotExpressionParser::PrefixContext>(0);
}

tree::TerminalNode* IngotExpressionParser::PrefixContext::NOT() {
  return getToken(IngotExpressionParser::NOT, 0);
}

tree::TerminalNode* IngotExpressionParser::PrefixContext::MINUS() {
  return getToken(IngotExpressionParser::MINUS, 0);
}

IngotExpressionParser::MemberContext* IngotExpressionParser::PrefixContext::member() {
  return getRuleContext<IngotExpressionParser::MemberContext>(0);
}


size_t IngotExpressionParser::PrefixContext::getRuleIndex() const {
  return IngotExpressionParser::RulePrefix;
}


IngotExpressionParser::PrefixContext* IngotExpressionParser::prefix() {
  PrefixContext *_localctx = _tracker.createInstance<PrefixContext>(_ctx, getState());
  enterRule(_localctx, 16, IngotExpressionParser::RulePrefix);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(96);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case IngotExpressionParser::MINUS:
      case IngotExpressionParser::NOT: {
        enterOuterAlt(_localctx, 1);
        setState(93);
        dynamic_cast<PrefixContext *>(_localctx)->op = _input->LT(1);
        _la = _input->LA(1);
        if (!(_la == IngotExpressionParser::MINUS

        || _la == IngotExpressionParser::NOT)) {
          dynamic_cast<PrefixContext *>(_localctx)->op = _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        setState(94);
        prefix();
        break;
      }

      case IngotExpressionParser::TRUE:
      case IngotExpressionParser::FALSE:
      case IngotExpressionParser::NULL_:
      case IngotExpressionParser::LEFT_PAREN:
      case IngotExpressionParser::INTEGER:
      case IngotExpressionParser::DECIMAL:
      case IngotExpressionParser::TEXT:
      case IngotExpressionParser::RAW_TEXT:
      case IngotExpressionParser::NAME: {
        enterOuterAlt(_localctx, 2);
        setState(95);
        member();
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- MemberContext ------------------------------------------------------------------

IngotExpressionParser::MemberContext::MemberContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

IngotExpressionParser::PrimaryContext* IngotExpressionParser::MemberContext::primary() {
  return getRuleContext<IngotExpressionParser::PrimaryContext>(0);
}

std::vector<tree::TerminalNode *> IngotExpressionParser::MemberContext::DOT() {
  return getTokens(IngotExpressionParser::DOT);
}

tree::TerminalNode* IngotExpressionParser::MemberContext::DOT(size_t i) {
  return getToken(IngotExpressionParser::DOT, i);
}

std::vector<tree::TerminalNode *> IngotExpressionParser::MemberContext::NAME() {
  return getTokens(IngotExpressionParser::NAME);
}

tree::TerminalNode* IngotExpressionParser::MemberContext::NAME(size_t i) {
  return getToken(IngotExpressionParser::NAME, i);
}


size_t IngotExpressionParser::MemberContext::getRuleIndex() const {
  return IngotExpressionParser::RuleMember;
}


IngotExpressionParser::MemberContext* IngotExpressionParser::member() {
  MemberContext *_localctx = _tracker.createInstance<MemberContext>(_ctx, getState());
  enterRule(_localctx, 18, IngotExpressionParser::RuleMember);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(98);
    primary();
    setState(103);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == IngotExpressionParser::DOT) {
      setState(99);
      match(IngotExpressionParser::DOT);
      setState(100);
      dynamic_cast<MemberContext *>(_localctx)->nameToken = match(IngotExpressionParser::NAME);
      dynamic_cast<MemberContext *>(_localctx)->names.push_back(dynamic_cast<MemberContext *>(_localctx)->nameToken);
      setState(105);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- PrimaryContext ------------------------------------------------------------------

IngotExpressionParser::PrimaryContext::PrimaryContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}


size_t IngotExpressionParser::PrimaryContext::getRuleIndex() const {
  return IngotExpressionParser::RulePrimary;
}

void IngotExpressionParser::PrimaryContext::copyFrom(PrimaryContext *ctx) {
  ParserRuleContext::copyFrom(ctx);
}

//----------------- GroupContext ------------------------------------------------------------------

tree::TerminalNode* IngotExpressionParser::GroupContext::LEFT_PAREN() {
  return getToken(IngotExpressionParser::LEFT_PAREN, 0);
}

IngotExpressionParser::ConditionalContext* IngotExpressionParser::GroupContext::conditional() {
  return getRuleContext<IngotExpressionParser::ConditionalContext>(0);
}

tree::TerminalNode* IngotExpressionParser::GroupContext::RIGHT_PAREN() {
  return getToken(IngotExpressionParser::RIGHT_PAREN, 0);
}

IngotExpressionParser::GroupContext::GroupContext(PrimaryContext *ctx) { copyFrom(ctx); }


//----------------- NameOrCallContext ------------------------------------------------------------------

tree::TerminalNode* IngotExpressionParser::NameOrCallContext::NAME() {
  return getToken(IngotExpressionParser::NAME, 0);
}

tree::TerminalNode* IngotExpressionParser::NameOrCallContext::LEFT_PAREN() {
  return getToken(IngotExpressionParser::LEFT_PAREN, 0);
}

tree::TerminalNode* IngotExpressionParser::NameOrCallContext::RIGHT_PAREN() {
  return getToken(IngotExpressionParser::RIGHT_PAREN, 0);
}

IngotExpressionParser::ArgumentsContext* IngotExpressionParser::NameOrCallContext::arguments() {
  return getRuleContext<IngotExpressionParser::ArgumentsContext>(0);
}

IngotExpressionParser::NameOrCallContext::NameOrCallContext(PrimaryContext *ctx) { copyFrom(ctx); }


//----------------- LiteralContext ------------------------------------------------------------------

tree::TerminalNode* IngotExpressionParser::LiteralContext::INTEGER() {
  return getToken(IngotExpressionParser::INTEGER, 0);
}

tree::TerminalNode* IngotExpressionParser::LiteralContext::DECIMAL() {
  return getToken(IngotExpressionParser::DECIMAL, 0);
}

tree::TerminalNode* IngotExpressionParser::LiteralContext::TEXT() {
  return getToken(IngotExpressionParser::TEXT, 0);
}

tree::TerminalNode* IngotExpressionParser::LiteralContext::RAW_TEXT() {
  return getToken(IngotExpressionParser::RAW_TEXT, 0);
}

tree::TerminalNode* IngotExpressionParser::LiteralContext::TRUE() {
  return getToken(IngotExpressionParser::TRUE, 0);
}

tree::TerminalNode* IngotExpressionParser::LiteralContext::FALSE() {
  return getToken(IngotExpressionParser::FALSE, 0);
}

tree::TerminalNode* IngotExpressionParser::LiteralContext::NULL_() {
  return getToken(IngotExpressionParser::NULL_, 0);
}

IngotExpressionParser::LiteralContext::LiteralContext(PrimaryContext *ctx) { copyFrom(ctx); }


IngotExpressionParser::PrimaryContext* IngotExpressionParser::primary() {
  PrimaryContext *_localctx = _tracker.createInstance<PrimaryContext>(_ctx, getState());
  enterRule(_localctx, 20, IngotExpressionParser::RulePrimary);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(119);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case IngotExpressionParser::TRUE:
      case IngotExpressionParser::FALSE:
      case IngotExpressionParser::NULL_:
      case IngotExpressionParser::INTEGER:
      case IngotExpressionParser::DECIMAL:
      case IngotExpressionParser::TEXT:
      case IngotExpressionParser::RAW_TEXT: {
        _localctx = dynamic_cast<PrimaryContext *>(_tracker.createInstance<IngotExpressionParser::LiteralContext>(_localctx));
        enterOuterAlt(_localctx, 1);
        setState(106);
        dynamic_cast<LiteralContext *>(_localctx)->value = _input->LT(1);
        _la = _input->LA(1);
        if (!((((_la & ~ 0x3fULL) == 0) &&
          ((1ULL << _la) & ((1ULL << IngotExpressionParser::TRUE)
          | (1ULL << IngotExpressionParser::FALSE)
          | (1ULL << IngotExpressionParser::NULL_)
          | (1ULL << IngotExpressionParser::INTEGER)
          | (1ULL << IngotExpressionParser::DECIMAL)
          | (1ULL << IngotExpressionParser::TEXT)
          | (1ULL << IngotExpressionParser::RAW_TEXT))) != 0))) {
          dynamic_cast<LiteralContext *>(_localctx)->value = _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        break;
      }

      case IngotExpressionParser::NAME: {
        _localctx = dynamic_cast<PrimaryContext *>(_tracker.createInstance<IngotExpressionParser::NameOrCallContext>(_localctx));
        enterOuterAlt(_localctx, 2);
        setState(107);
        match(IngotExpressionParser::NAME);
        setState(113);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == IngotExpressionParser::LEFT_PAREN) {
          setState(108);
          match(IngotExpressionParser::LEFT_PAREN);
          setState(110);
          _errHandler->sync(this);

          _la = _input->LA(1);
          if ((((_la & ~ 0x3fULL) == 0) &&
            ((1ULL << _la) & ((1ULL << IngotExpressionParser::TRUE)
            | (1ULL << IngotExpressionParser::FALSE)
            | (1ULL << IngotExpressionParser::NULL_)
            | (1ULL << IngotExpressionParser::MINUS)
            | (1ULL << IngotExpressionParser::NOT)
            | (1ULL << IngotExpressionParser::LEFT_PAREN)
            | (1ULL << IngotExpressionParser::INTEGER)
            | (1ULL << IngotExpressionParser::DECIMAL)
            | (1ULL << IngotExpressionParser::TEXT)
            | (1ULL << IngotExpressionParser::RAW_TEXT)
            | (1ULL << IngotExpressionParser::NAME))) != 0)) {
            setState(109);
            arguments();
          }
          setState(112);
          match(IngotExpressionParser::RIGHT_PAREN);
        }
        break;
      }

      case IngotExpressionParser::LEFT_PAREN: {
        _localctx = dynamic_cast<PrimaryContext *>(_tracker.createInstance<IngotExpressionParser::GroupContext>(_localctx));
        enterOuterAlt(_localctx, 3);
        setState(115);
        match(IngotExpressionParser::LEFT_PAREN);
        setState(116);
        conditional();
        setState(117);
        match(IngotExpressionParser::RIGHT_PAREN);
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ArgumentsContext ------------------------------------------------------------------

IngotExpressionParser::ArgumentsContext::ArgumentsContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<IngotExpressionParser::ConditionalContext *> IngotExpressionParser::ArgumentsContext::conditional() {
  return getRuleContexts<IngotExpressionParser::ConditionalContext>();
}

IngotExpressionParser::ConditionalContext* IngotExpressionParser::ArgumentsContext::conditional(size_t i) {
  return getRuleContext<IngotExpressionParser::ConditionalContext>(i);
}

std::vector<tree::TerminalNode *> IngotExpressionParser::ArgumentsContext::COMMA() {
  return getTokens(IngotExpressionParser::COMMA);
}

tree::TerminalNode* IngotExpressionParser::ArgumentsContext::COMMA(size_t i) {
  return getToken(IngotExpressionParser::COMMA, i);
}


size_t IngotExpressionParser::ArgumentsContext::getRuleIndex() const {
  return IngotExpressionParser::RuleArguments;
}


IngotExpressionParser::ArgumentsContext* IngotExpressionParser::arguments() {
  ArgumentsContext *_localctx = _tracker.createInstance<ArgumentsContext>(_ctx, getState());
  enterRule(_localctx, 22, IngotExpressionParser::RuleArguments);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(121);
    conditional();
    setState(126);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == IngotExpressionParser::COMMA) {
      setState(122);
      match(IngotExpressionParser::COMMA);
      setState(123);
      conditional();
      setState(128);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

// Static vars and initialization.
std::vector<dfa::DFA> IngotExpressionParser::_decisionToDFA;
atn::PredictionContextCache IngotExpressionParser::_sharedContextCache;

// We own the ATN which in turn owns the ATN states.
atn::ATN IngotExpressionParser::_atn;
std::vector<uint16_t> IngotExpressionParser::_serializedATN;

std::vector<std::string> IngotExpressionParser::_ruleNames = {
  "start", "conditional", "disjunction", "conjunction", "comparison", "coalescing", 
  "sum", "product", "prefix", "member", "primary", "arguments"
};

std::vector<std::string> IngotExpressionParser::_literalNames = {
  "", "'true'", "'false'", "'null'", "'in'", "'matches'", "'??'", "'?'", 
  "':'", "'||'", "'&&'", "'=='", "'!='", "'<='", "'<'", "'>='", "'>'", "'+'", 
  "'-'", "'*'", "'/'", "'%'", "'!'", "'.'", "','", "'('", "')'", "'['", 
  "']'"
};

std::vector<std::string> IngotExpressionParser::_symbolicNames = {
  "", "TRUE", "FALSE", "NULL_", "IN", "MATCHES", "COALESCE", "QUESTION", 
  "COLON", "OR", "AND", "EQ", "NE", "LE", "LT", "GE", "GT", "PLUS", "MINUS", 
  "TIMES", "DIVIDE", "MODULO", "NOT", "DOT", "COMMA", "LEFT_PAREN", "RIGHT_PAREN", 
  "LEFT_BRACKET", "RIGHT_BRACKET", "INTEGER", "DECIMAL", "TEXT", "RAW_TEXT", 
  "NAME", "SPACE", "OPEN_TEXT", "UNKNOWN"
};

dfa::Vocabulary IngotExpressionParser::_vocabulary(_literalNames, _symbolicNames);

std::vector<std::string> IngotExpressionParser::_tokenNames;

IngotExpressionParser::Initializer::Initializer() {
	for (size_t i = 0; i < _symbolicNames.size(); ++i) {
		std::string name = _vocabulary.getLiteralName(i);
		if (name.empty()) {
			name = _vocabulary.getSymbolicName(i);
		}

		if (name.empty()) {
			_tokenNames.push_back("<INVALID>");
		} else {
      _tokenNames.push_back(name);
    }
	}

  _serializedATN = {
    0x3, 0x608b, 0xa72a, 0x8133, 0xb9ed, 0x417c, 0x3be7, 0x7786, 0x5964, 
    0x3, 0x26, 0x84, 0x4, 0x2, 0x9, 0x2, 0x4, 0x3, 0x9, 0x3, 0x4, 0x4, 0x9, 
    0x4, 0x4, 0x5, 0x9, 0x5, 0x4, 0x6, 0x9, 0x6, 0x4, 0x7, 0x9, 0x7, 0x4, 
    0x8, 0x9, 0x8, 0x4, 0x9, 0x9, 0x9, 0x4, 0xa, 0x9, 0xa, 0x4, 0xb, 0x9, 
    0xb, 0x4, 0xc, 0x9, 0xc, 0x4, 0xd, 0x9, 0xd, 0x3, 0x2, 0x3, 0x2, 0x3, 
    0x2, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x5, 
    0x3, 0x24, 0xa, 0x3, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x7, 0x4, 0x29, 0xa, 
    0x4, 0xc, 0x4, 0xe, 0x4, 0x2c, 0xb, 0x4, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 
    0x7, 0x5, 0x31, 0xa, 0x5, 0xc, 0x5, 0xe, 0x5, 0x34, 0xb, 0x5, 0x3, 0x6, 
    0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 
    0x7, 0x6, 0x3e, 0xa, 0x6, 0xc, 0x6, 0xe, 0x6, 0x41, 0xb, 0x6, 0x5, 0x6, 
    0x43, 0xa, 0x6, 0x3, 0x6, 0x5, 0x6, 0x46, 0xa, 0x6, 0x3, 0x7, 0x3, 0x7, 
    0x3, 0x7, 0x7, 0x7, 0x4b, 0xa, 0x7, 0xc, 0x7, 0xe, 0x7, 0x4e, 0xb, 0x7, 
    0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x7, 0x8, 0x53, 0xa, 0x8, 0xc, 0x8, 0xe, 
    0x8, 0x56, 0xb, 0x8, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x7, 0x9, 0x5b, 0xa, 
    0x9, 0xc, 0x9, 0xe, 0x9, 0x5e, 0xb, 0x9, 0x3, 0xa, 0x3, 0xa, 0x3, 0xa, 
    0x5, 0xa, 0x63, 0xa, 0xa, 0x3, 0xb, 0x3, 0xb, 0x3, 0xb, 0x7, 0xb, 0x68, 
    0xa, 0xb, 0xc, 0xb, 0xe, 0xb, 0x6b, 0xb, 0xb, 0x3, 0xc, 0x3, 0xc, 0x3, 
    0xc, 0x3, 0xc, 0x5, 0xc, 0x71, 0xa, 0xc, 0x3, 0xc, 0x5, 0xc, 0x74, 0xa, 
    0xc, 0x3, 0xc, 0x3, 0xc, 0x3, 0xc, 0x3, 0xc, 0x5, 0xc, 0x7a, 0xa, 0xc, 
    0x3, 0xd, 0x3, 0xd, 0x3, 0xd, 0x7, 0xd, 0x7f, 0xa, 0xd, 0xc, 0xd, 0xe, 
    0xd, 0x82, 0xb, 0xd, 0x3, 0xd, 0x2, 0x2, 0xe, 0x2, 0x4, 0x6, 0x8, 0xa, 
    0xc, 0xe, 0x10, 0x12, 0x14, 0x16, 0x18, 0x2, 0x7, 0x4, 0x2, 0x7, 0x7, 
    0xd, 0x12, 0x3, 0x2, 0x13, 0x14, 0x3, 0x2, 0x15, 0x17, 0x4, 0x2, 0x14, 
    0x14, 0x18, 0x18, 0x4, 0x2, 0x3, 0x5, 0x1f, 0x22, 0x2, 0x88, 0x2, 0x1a, 
    0x3, 0x2, 0x2, 0x2, 0x4, 0x1d, 0x3, 0x2, 0x2, 0x2, 0x6, 0x25, 0x3, 0x2, 
    0x2, 0x2, 0x8, 0x2d, 0x3, 0x2, 0x2, 0x2, 0xa, 0x35, 0x3, 0x2, 0x2, 0x2, 
    0xc, 0x47, 0x3, 0x2, 0x2, 0x2, 0xe, 0x4f, 0x3, 0x2, 0x2, 0x2, 0x10, 
    0x57, 0x3, 0x2, 0x2, 0x2, 0x12, 0x62, 0x3, 0x2, 0x2, 0x2, 0x14, 0x64, 
    0x3, 0x2, 0x2, 0x2, 0x16, 0x79, 0x3, 0x2, 0x2, 0x2, 0x18, 0x7b, 0x3, 
    0x2, 0x2, 0x2, 0x1a, 0x1b, 0x5, 0x4, 0x3, 0x2, 0x1b, 0x1c, 0x7, 0x2, 
    0x2, 0x3, 0x1c, 0x3, 0x3, 0x2, 0x2, 0x2, 0x1d, 0x23, 0x5, 0x6, 0x4, 
    0x2, 0x1e, 0x1f, 0x7, 0x9, 0x2, 0x2, 0x1f, 0x20, 0x5, 0x4, 0x3, 0x2, 
    0x20, 0x21, 0x7, 0xa, 0x2, 0x2, 0x21, 0x22, 0x5, 0x4, 0x3, 0x2, 0x22, 
    0x24, 0x3, 0x2, 0x2, 0x2, 0x23, 0x1e, 0x3, 0x2, 0x2, 0x2, 0x23, 0x24, 
    0x3, 0x2, 0x2, 0x2, 0x24, 0x5, 0x3, 0x2, 0x2, 0x2, 0x25, 0x2a, 0x5, 
    0x8, 0x5, 0x2, 0x26, 0x27, 0x7, 0xb, 0x2, 0x2, 0x27, 0x29, 0x5, 0x8, 
    0x5, 0x2, 0x28, 0x26, 0x3, 0x2, 0x2, 0x2, 0x29, 0x2c, 0x3, 0x2, 0x2, 
    0x2, 0x2a, 0x28, 0x3, 0x2, 0x2, 0x2, 0x2a, 0x2b, 0x3, 0x2, 0x2, 0x2, 
    0x2b, 0x7, 0x3, 0x2, 0x2, 0x2, 0x2c, 0x2a, 0x3, 0x2, 0x2, 0x2, 0x2d, 
    0x32, 0x5, 0xa, 0x6, 0x2, 0x2e, 0x2f, 0x7, 0xc, 0x2, 0x2, 0x2f, 0x31, 
    0x5, 0xa, 0x6, 0x2, 0x30, 0x2e, 0x3, 0x2, 0x2, 0x2, 0x31, 0x34, 0x3, 
    0x2, 0x2, 0x2, 0x32, 0x30, 0x3, 0x2, 0x2, 0x2, 0x32, 0x33, 0x3, 0x2, 
    0x2, 0x2, 0x33, 0x9, 0x3, 0x2, 0x2, 0x2, 0x34, 0x32, 0x3, 0x2, 0x2, 
    0x2, 0x35, 0x45, 0x5, 0xc, 0x7, 0x2, 0x36, 0x37, 0x9, 0x2, 0x2, 0x2, 
    0x37, 0x46, 0x5, 0xc, 0x7, 0x2, 0x38, 0x39, 0x7, 0x6, 0x2, 0x2, 0x39, 
    0x42, 0x7, 0x1d, 0x2, 0x2, 0x3a, 0x3f, 0x5, 0x4, 0x3, 0x2, 0x3b, 0x3c, 
    0x7, 0x1a, 0x2, 0x2, 0x3c, 0x3e, 0x5, 0x4, 0x3, 0x2, 0x3d, 0x3b, 0x3, 
    0x2, 0x2, 0x2, 0x3e, 0x41, 0x3, 0x2, 0x2, 0x2, 0x3f, 0x3d, 0x3, 0x2, 
    0x2, 0x2, 0x3f, 0x40, 0x3, 0x2, 0x2, 0x2, 0x40, 0x43, 0x3, 0x2, 0x2, 
    0x2, 0x41, 0x3f, 0x3, 0x2, 0x2, 0x2, 0x42, 0x3a, 0x3, 0x2, 0x2, 0x2, 
    0x42, 0x43, 0x3, 0x2, 0x2, 0x2, 0x43, 0x44, 0x3, 0x2, 0x2, 0x2, 0x44, 
    0x46, 0x7, 0x1e, 0x2, 0x2, 0x45, 0x36, 0x3, 0x2, 0x2, 0x2, 0x45, 0x38, 
    0x3, 0x2, 0x2, 0x2, 0x45, 0x46, 0x3, 0x2, 0x2, 0x2, 0x46, 0xb, 0x3, 
    0x2, 0x2, 0x2, 0x47, 0x4c, 0x5, 0xe, 0x8, 0x2, 0x48, 0x49, 0x7, 0x8, 
    0x2, 0x2, 0x49, 0x4b, 0x5, 0xe, 0x8, 0x2, 0x4a, 0x48, 0x3, 0x2, 0x2, 
    0x2, 0x4b, 0x4e, 0x3, 0x2, 0x2, 0x2, 0x4c, 0x4a, 0x3, 0x2, 0x2, 0x2, 
    0x4c, 0x4d, 0x3, 0x2, 0x2, 0x2, 0x4d, 0xd, 0x3, 0x2, 0x2, 0x2, 0x4e, 
    0x4c, 0x3, 0x2, 0x2, 0x2, 0x4f, 0x54, 0x5, 0x10, 0x9, 0x2, 0x50, 0x51, 
    0x9, 0x3, 0x2, 0x2, 0x51, 0x53, 0x5, 0x10, 0x9, 0x2, 0x52, 0x50, 0x3, 
    0x2, 0x2, 0x2, 0x53, 0x56, 0x3, 0x2, 0x2, 0x2, 0x54, 0x52, 0x3, 0x2, 
    0x2, 0x2, 0x54, 0x55, 0x3, 0x2, 0x2, 0x2, 0x55, 0xf, 0x3, 0x2, 0x2, 
    0x2, 0x56, 0x54, 0x3, 0x2, 0x2, 0x2, 0x57, 0x5c, 0x5, 0x12, 0xa, 0x2, 
    0x58, 0x59, 0x9, 0x4, 0x2, 0x2, 0x59, 0x5b, 0x5, 0x12, 0xa, 0x2, 0x5a, 
    0x58, 0x3, 0x2, 0x2, 0x2, 0x5b, 0x5e, 0x3, 0x2, 0x2, 0x2, 0x5c, 0x5a, 
    0x3, 0x2, 0x2, 0x2, 0x5c, 0x5d, 0x3, 0x2, 0x2, 0x2, 0x5d, 0x11, 0x3, 
    0x2, 0x2, 0x2, 0x5e, 0x5c, 0x3, 0x2, 0x2, 0x2, 0x5f, 0x60, 0x9, 0x5, 
    0x2, 0x2, 0x60, 0x63, 0x5, 0x12, 0xa, 0x2, 0x61, 0x63, 0x5, 0x14, 0xb, 
    0x2, 0x62, 0x5f, 0x3, 0x2, 0x2, 0x2, 0x62, 0x61, 0x3, 0x2, 0x2, 0x2, 
    0x63, 0x13, 0x3, 0x2, 0x2, 0x2, 0x64, 0x69, 0x5, 0x16, 0xc, 0x2, 0x65, 
    0x66, 0x7, 0x19, 0x2, 0x2, 0x66, 0x68, 0x7, 0x23, 0x2, 0x2, 0x67, 0x65, 
    0x3, 0x2, 0x2, 0x2, 0x68, 0x6b, 0x3, 0x2, 0x2, 0x2, 0x69, 0x67, 0x3, 
    0x2, 0x2, 0x2, 0x69, 0x6a, 0x3, 0x2, 0x2, 0x2, 0x6a, 0x15, 0x3, 0x2, 
    0x2, 0x2, 0x6b, 0x69, 0x3, 0x2, 0x2, 0x2, 0x6c, 0x7a, 0x9, 0x6, 0x2, 
    0x2, 0x6d, 0x73, 0x7, 0x23, 0x2, 0x2, 0x6e, 0x70, 0x7, 0x1b, 0x2, 0x2, 
    0x6f, 0x71, 0x5, 0x18, 0xd, 0x2, 0x70, 0x6f, 0x3, 0x2, 0x2, 0x2, 0x70, 
    0x71, 0x3, 0x2, 0x2, 0x2, 0x71, 0x72, 0x3, 0x2, 0x2, 0x2, 0x72, 0x74, 
    0x7, 0x1c, 0x2, 0x2, 0x73, 0x6e, 0x3, 0x2, 0x2, 0x2, 0x73, 0x74, 0x3, 
    0x2, 0x2, 0x2, 0x74, 0x7a, 0x3, 0x2, 0x2, 0x2, 0x75, 0x76, 0x7, 0x1b, 
    0x2, 0x2, 0x76, 0x77, 0x5, 0x4, 0x3, 0x2, 0x77, 0x78, 0x7, 0x1c, 0x2, 
    0x2, 0x78, 0x7a, 0x3, 0x2, 0x2, 0x2, 0x79, 0x6c, 0x3, 0x2, 0x2, 0x2, 
    0x79, 0x6d, 0x3, 0x2, 0x2, 0x2, 0x79, 0x75, 0x3, 0x2, 0x2, 0x2, 0x7a, 
    0x17, 0x3, 0x2, 0x2, 0x2, 0x7b, 0x80, 0x5, 0x4, 0x3, 0x2, 0x7c, 0x7d, 
    0x7, 0x1a, 0x2, 0x2, 0x7d, 0x7f, 0x5, 0x4, 0x3, 0x2, 0x7e, 0x7c, 0x3, 
    0x2, 0x2, 0x2, 0x7f, 0x82, 0x3, 0x2, 0x2, 0x2, 0x80, 0x7e, 0x3, 0x2, 
    0x2, 0x2, 0x80, 0x81, 0x3, 0x2, 0x2, 0x2, 0x81, 0x19, 0x3, 0x2, 0x2, 
    0x2, 0x82, 0x80, 0x3, 0x2, 0x2, 0x2, 0x11, 0x23, 0x2a, 0x32, 0x3f, 0x42, 
    0x45, 0x4c, 0x54, 0x5c, 0x62, 0x69, 0x70, 0x73, 0x79, 0x80, 
  };

  atn::ATNDeserializer deserializer;
  _atn = deserializer.deserialize(_serializedATN);

  size_t count = _atn.getNumberOfDecisions();
  _decisionToDFA.reserve(count);
  for (size_t i = 0; i < count; i++) { 
    _decisionToDFA.emplace_back(_atn.getDecisionState(i), i);
  }
}

IngotExpressionParser::Initializer IngotExpressionParser::_init;
