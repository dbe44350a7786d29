using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Writers;

/// <summary>Predicates.</summary>
internal sealed partial class SparkSqlText
{
    private void WritePredicate(Expression node)
    {
        switch (node)
        {
            case IsExpression test:
                Write(test.Operand, Precedence.Value);
                text.Append(test.Negated ? " IS NOT " : " IS ").Append(test.Test.ToString().ToUpperInvariant());
                break;
            case IsDistinctFromExpression distinct:
                Write(distinct.Left, Precedence.Value);
                text.Append(distinct.Negated ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ");
                Write(distinct.Right, Precedence.Value);
                break;
            case BetweenExpression between:
                WriteSubject(between.Operand, between.Negated, "BETWEEN ");
                Write(between.Low, Precedence.Value);
                text.Append(" AND ");
                Write(between.High, Precedence.Value);
                break;
            case InExpression membership:
                WriteSubject(membership.Operand, membership.Negated, "IN ");
                WriteList(membership.Values, "IN needs a value.");
                break;
            case LikeExpression like:
                WriteSubject(like.Operand, like.Negated, Keyword(like.Kind));
                Write(like.Pattern, Precedence.Value);
                if (like.Escape is not null)
                    text.Append(" ESCAPE ").Append(SparkStrings.Quote(like.Escape));
                break;
            case QuantifiedLikeExpression like:
                WriteSubject(like.Operand, like.Negated, Keyword(like.Kind));
                text.Append(like.Quantifier == LikeQuantifier.Any ? "ANY " : "ALL ");
                WriteList(like.Patterns, "LIKE ANY needs a pattern.");
                break;
        }
    }

    private static string Keyword(LikeKind kind) => kind.ToString().ToUpperInvariant() + " ";

    private void WriteSubject(Expression operand, bool negated, string keyword)
    {
        Write(operand, Precedence.Value);
        text.Append(negated ? " NOT " : " ").Append(keyword);
    }

    private void WriteList(ValueList<Expression> items, string emptyProblem)
    {
        if (items.Count == 0)
            throw new ArgumentException(emptyProblem, nameof(items));
        text.Append('(');
        WriteItems(items, WriteItem);
        text.Append(')');
    }
}
