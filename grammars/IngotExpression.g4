// The expression language of definitions. Every decision takes one token of look-ahead, so parsing is linear.
//
// The lexer takes any text: what no rule knows becomes UNKNOWN, a text without its end OPEN_TEXT; both are reported
// before the parser runs.
grammar IngotExpression;

start : conditional EOF ;

conditional : disjunction (QUESTION conditional COLON conditional)? ;

disjunction : conjunction (OR conjunction)* ;

conjunction : comparison (AND comparison)* ;

// Comparisons do not chain: `a < b < c` and `a == b == c` are errors.
comparison
  : coalescing ( op=(EQ | NE | LT | LE | GT | GE | MATCHES) coalescing
               | IN LEFT_BRACKET (conditional (COMMA conditional)*)? RIGHT_BRACKET
               )?
  ;

coalescing : sum (COALESCE sum)* ;

sum : product (ops+=(PLUS | MINUS) product)* ;

product : prefix (ops+=(TIMES | DIVIDE | MODULO) prefix)* ;

prefix : op=(NOT | MINUS) prefix | member ;

member : primary (DOT names+=NAME)* ;

primary
  : value=(INTEGER | DECIMAL | TEXT | RAW_TEXT | TRUE | FALSE | NULL_)  # Literal
  | NAME (LEFT_PAREN arguments? RIGHT_PAREN)?                           # NameOrCall
  | LEFT_PAREN conditional RIGHT_PAREN                                  # Group
  ;

arguments : conditional (COMMA conditional)* ;

TRUE : 'true' ;
FALSE : 'false' ;
NULL_ : 'null' ;
IN : 'in' ;
MATCHES : 'matches' ;

COALESCE : '??' ;
QUESTION : '?' ;
COLON : ':' ;
OR : '||' ;
AND : '&&' ;
EQ : '==' ;
NE : '!=' ;
LE : '<=' ;
LT : '<' ;
GE : '>=' ;
GT : '>' ;
PLUS : '+' ;
MINUS : '-' ;
TIMES : '*' ;
DIVIDE : '/' ;
MODULO : '%' ;
NOT : '!' ;
DOT : '.' ;
COMMA : ',' ;
LEFT_PAREN : '(' ;
RIGHT_PAREN : ')' ;
LEFT_BRACKET : '[' ;
RIGHT_BRACKET : ']' ;

INTEGER : DIGIT+ ;
DECIMAL : DIGIT+ '.' DIGIT+ EXPONENT? | DIGIT+ EXPONENT ;
TEXT : '\'' (~['\\] | '\\' .)* '\'' | '"' (~["\\] | '\\' .)* '"' ;
RAW_TEXT : 'r' ( '\'' ~[']* '\'' | '"' ~["]* '"' ) ;
NAME : [A-Za-z_] [A-Za-z0-9_]* ;
SPACE : [ \t\r\n]+ -> channel(HIDDEN) ;

OPEN_TEXT : '\'' (~['\\] | '\\' .)* '\\'? | '"' (~["\\] | '\\' .)* '\\'? | 'r\'' ~[']* | 'r"' ~["]* ;
UNKNOWN : . ;

fragment DIGIT : [0-9] ;
fragment EXPONENT : [eE] [+-]? DIGIT+ ;
