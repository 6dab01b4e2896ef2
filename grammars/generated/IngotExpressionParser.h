
// Generated from IngotExpression.g4 by ANTLR 4.7.2

#pragma once


#include "antlr4-runtime.h"


namespace ingot::frontend::generated {


class  IngotExpressionParser : public antlr4::Parser {
public:
  enum {
    TRUE = 1, FALSE = 2, NULL_ = 3, IN = 4, MATCHES = 5, COALESCE = 6, QUESTION = 7, 
    COLON = 8, OR = 9, AND = 10, EQ = 11, NE = 12, LE = 13, LT = 14, GE = 15, 
    GT = 16, PLUS = 17, MINUS = 18, TIMES = 19, DIVIDE = 20, MODULO = 21, 
    NOT = 22, DOT = 23, COMMA = 24, LEFT_PAREN = 25, RIGHT_PAREN = 26, LEFT_BRACKET = 27, 
    RIGHT_BRACKET = 28, INTEGER = 29, DECIMAL = 30, TEXT = 31, RAW_TEXT = 32, 
    NAME = 33, SPACE = 34, OPEN_TEXT = 35, UNKNOWN = 36
  };

  enum {
    RuleStart = 0, RuleConditional = 1, RuleDisjunction = 2, RuleConjunction = 3, 
    RuleComparison = 4, RuleCoalescing = 5, RuleSum = 6, RuleProduct = 7, 
    RulePrefix = 8, RuleMember = 9, RulePrimary = 10, RuleArguments = 11
  };

  IngotExpressionParser(antlr4::TokenStream *input);
  ~IngotExpressionParser();

  virtual std::string getGrammarFileName() const override;
  virtual const antlr4::atn::ATN& getATN() const override { return _atn; };
  virtual const std::vector<std::string>& getTokenNames() const override { return _tokenNames; }; // deprecated: use vocabulary instead.
  virtual const std::vector<std::string>& getRuleNames() const override;
  virtual antlr4::dfa::Vocabulary& getVocabulary() const override;


  class StartContext;
  class ConditionalContext;
  class DisjunctionContext;
  class ConjunctionContext;
  class ComparisonContext;
  class CoalescingContext;
  class SumContext;
  class ProductContext;
  class PrefixContext;
  class MemberContext;
  class PrimaryContext;
  class ArgumentsContext; 

  class  StartContext : public antlr4::ParserRuleContext {
  public:
    StartContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ConditionalContext *conditional();
    antlr4::tree::TerminalNode *EOF();

   
  };

  StartContext* start();

  class  ConditionalContext : public antlr4::ParserRuleContext {
  public:
    ConditionalContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    DisjunctionContext *disjunction();
    antlr4::tree::TerminalNode *QUESTION();
    std::vector<ConditionalContext *> conditional();
    ConditionalContext* conditional(size_t i);
    antlr4::tree::TerminalNode *COLON();

   
  };

  ConditionalContext* conditional();

  class  DisjunctionContext : public antlr4::ParserRuleContext {
  public:
    DisjunctionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<ConjunctionContext *> conjunction();
    ConjunctionContext* conjunction(size_t i);
    std::vector<antlr4::tree::TerminalNode *> OR();
    antlr4::tree::TerminalNode* OR(size_t i);

   
  };

  DisjunctionContext* disjunction();

  class  ConjunctionContext : public antlr4::ParserRuleContext {
  public:
    ConjunctionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<ComparisonContext *> comparison();
    ComparisonContext* comparison(size_t i);
    std::vector<antlr4::tree::TerminalNode *> AND();
    antlr4::tree::TerminalNode* AND(size_t i);

   
  };

  ConjunctionContext* conjunction();

  class  ComparisonContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *op = nullptr;;
    ComparisonContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<CoalescingContext *> coalescing();
    CoalescingContext* coalescing(size_t i);
    antlr4::tree::TerminalNode *IN();
    antlr4::tree::TerminalNode *LEFT_BRACKET();
    antlr4::tree::TerminalNode *RIGHT_BRACKET();
    antlr4::tree::TerminalNode *EQ();
    antlr4::tree::TerminalNode *NE();
    antlr4::tree::TerminalNode *LT();
    antlr4::tree::TerminalNode *LE();
    antlr4::tree::TerminalNode *GT();
    antlr4::tree::TerminalNode *GE();
    antlr4::tree::TerminalNode *MATCHES();
    std::vector<ConditionalContext *> conditional();
    ConditionalContext* conditional(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  ComparisonContext* comparison();

  class  CoalescingContext : public antlr4::ParserRuleContext {
  public:
    CoalescingContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<SumContext *> sum();
    SumContext* sum(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COALESCE();
    antlr4::tree::TerminalNode* COALESCE(size_t i);

   
  };

  CoalescingContext* coalescing();

  class  SumContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *plusToken = nullptr;;
    std::vector<antlr4::Token *> ops;;
    antlr4::Token *minusToken = nullptr;;
    antlr4::Token *_tset163 = nullptr;;
    SumContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<ProductContext *> product();
    ProductContext* product(size_t i);
    std::vector<antlr4::tree::TerminalNode *> PLUS();
    antlr4::tree::TerminalNode* PLUS(size_t i);
    std::vector<antlr4::tree::TerminalNode *> MINUS();
    antlr4::tree::TerminalNode* MINUS(size_t i);

   
  };

  SumContext* sum();

  class  ProductContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *timesToken = nullptr;;
    std::vector<antlr4::Token *> ops;;
    antlr4::Token *divideToken = nullptr;;
    antlr4::Token *moduloToken = nullptr;;
    antlr4::Token *_tset186 = nullptr;;
    ProductContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<PrefixContext *> prefix();
    PrefixContext* prefix(size_t i);
    std::vector<antlr4::tree::TerminalNode *> TIMES();
    antlr4::tree::TerminalNode* TIMES(size_t i);
    std::vector<antlr4::tree::TerminalNode *> DIVIDE();
    antlr4::tree::TerminalNode* DIVIDE(size_t i);
    std::vector<antlr4::tree::TerminalNode *> MODULO();
    antlr4::tree::TerminalNode* MODULO(size_t i);

   
  };

  ProductContext* product();

  class  PrefixContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *op = nullptr;;
    PrefixContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    PrefixContext *prefix();
    antlr4::tree::TerminalNode *NOT();
    antlr4::tree::TerminalNode *MINUS();
    MemberContext *member();

   
  };

  PrefixContext* prefix();

  class  MemberContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *nameToken = nullptr;;
    std::vector<antlr4::Token *> names;;
    MemberContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    PrimaryContext *primary();
    std::vector<antlr4::tree::TerminalNode *> DOT();
    antlr4::tree::TerminalNode* DOT(size_t i);
    std::vector<antlr4::tree::TerminalNode *> NAME();
    antlr4::tree::TerminalNode* NAME(size_t i);

   
  };

  MemberContext* member();

  class  PrimaryContext : public antlr4::ParserRuleContext {
  public:
    PrimaryContext(antlr4::ParserRuleContext *parent, size_t invokingState);
   
    PrimaryContext() = default;
    void copyFrom(PrimaryContext *context);
    using antlr4::ParserRuleContext::copyFrom;

    virtual size_t getRuleIndex() const override;

   
  };

  class  GroupContext : public PrimaryContext {
  public:
    GroupContext(PrimaryContext *ctx);

    antlr4::tree::TerminalNode *LEFT_PAREN();
    ConditionalContext *conditional();
    antlr4::tree::TerminalNode *RIGHT_PAREN();
  };

  class  NameOrCallContext : public PrimaryContext {
  public:
    NameOrCallContext(PrimaryContext *ctx);

    antlr4::tree::TerminalNode *NAME();
    antlr4::tree::TerminalNode *LEFT_PAREN();
    antlr4::tree::TerminalNode *RIGHT_PAREN();
    ArgumentsContext *arguments();
  };

  class  LiteralContext : public PrimaryContext {
  public:
    LiteralContext(PrimaryContext *ctx);

    antlr4::Token *value = nullptr;
    antlr4::tree::TerminalNode *INTEGER();
    antlr4::tree::TerminalNode *DECIMAL();
    antlr4::tree::TerminalNode *TEXT();
    antlr4::tree::TerminalNode *RAW_TEXT();
    antlr4::tree::TerminalNode *TRUE();
    antlr4::tree::TerminalNode *FALSE();
    antlr4::tree::TerminalNode *NULL_();
  };

  PrimaryContext* primary();

  class  ArgumentsContext : public antlr4::ParserRuleContext {
  public:
    ArgumentsContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<ConditionalContext *> conditional();
    ConditionalContext* conditional(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  ArgumentsContext* arguments();


private:
  static std::vector<antlr4::dfa::DFA> _decisionToDFA;
  static antlr4::atn::PredictionContextCache _sharedContextCache;
  static std::vector<std::string> _ruleNames;
  static std::vector<std::string> _tokenNames;

  static std::vector<std::string> _literalNames;
  static std::vector<std::string> _symbolicNames;
  static antlr4::dfa::Vocabulary _vocabulary;
  static antlr4::atn::ATN _atn;
  static std::vector<uint16_t> _serializedATN;


  struct Initializer {
    Initializer();
  };
  static Initializer _init;
};

}  // namespace ingot::frontend::generated
