
// Generated from IngotExpression.g4 by ANTLR 4.7.2

#pragma once


#include "antlr4-runtime.h"


namespace ingot::frontend::generated {


class  IngotExpressionLexer : public antlr4::Lexer {
public:
  enum {
    TRUE = 1, FALSE = 2, NULL_ = 3, IN = 4, MATCHES = 5, COALESCE = 6, QUESTION = 7, 
    COLON = 8, OR = 9, AND = 10, EQ = 11, NE = 12, LE = 13, LT = 14, GE = 15, 
    GT = 16, PLUS = 17, MINUS = 18, TIMES = 19, DIVIDE = 20, MODULO = 21, 
    NOT = 22, DOT = 23, COMMA = 24, LEFT_PAREN = 25, RIGHT_PAREN = 26, LEFT_BRACKET = 27, 
    RIGHT_BRACKET = 28, INTEGER = 29, DECIMAL = 30, TEXT = 31, RAW_TEXT = 32, 
    NAME = 33, SPACE = 34, OPEN_TEXT = 35, UNKNOWN = 36
  };

  IngotExpressionLexer(antlr4::CharStream *input);
  ~IngotExpressionLexer();

  virtual std::string getGrammarFileName() const override;
  virtual const std::vector<std::string>& getRuleNames() const override;

  virtual const std::vector<std::string>& getChannelNames() const override;
  virtual const std::vector<std::string>& getModeNames() const override;
  virtual const std::vector<std::string>& getTokenNames() const override; // deprecated, use vocabulary instead
  virtual antlr4::dfa::Vocabulary& getVocabulary() const override;

  virtual const std::vector<uint16_t> getSerializedATN() const override;
  virtual const antlr4::atn::ATN& getATN() const override;

private:
  static std::vector<antlr4::dfa::DFA> _decisionToDFA;
  static antlr4::atn::PredictionContextCache _sharedContextCache;
  static std::vector<std::string> _ruleNames;
  static std::vector<std::string> _tokenNames;
  static std::vector<std::string> _channelNames;
  static std::vector<std::string> _modeNames;

  static std::vector<std::string> _literalNames;
  static std::vector<std::string> _symbolicNames;
  static antlr4::dfa::Vocabulary _vocabulary;
  static antlr4::atn::ATN _atn;
  static std::vector<uint16_t> _serializedATN;


  // Individual action functions triggered by action() above.

  // Individual semantic predicate functions triggered by sempred() above.

  struct Initializer {
    Initializer();
  };
  static Initializer _init;
};

}  // namespace ingot::frontend::generated
