using System.Text;
using Distributary.Expressions.Plans;
using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Writers;

/// <summary>One text in the making.</summary>
/// <param name="quoteTypeNames">Whether <c>array</c>, <c>map</c> and <c>struct</c> are quoted where they are called.</param>
internal sealed partial class SparkSqlText(bool quoteTypeNames)
{
    private readonly StringBuilder text = new();
    private bool hasTypeName;
    private bool hasRightShift;

    /// <summary>Spark's lexer takes <c>&gt;&gt;</c> for two brackets after an unquoted ARRAY, MAP or STRUCT, even where that is a function.</summary>
    public bool MayMisreadShift => hasTypeName && hasRightShift;

    public override string ToString() => text.ToString();

    /// <summary>Appends a node, in parentheses where it holds together less than its place needs.</summary>
    public void Write(Expression node, int needed)
    {
        if (Precedence.Of(node) >= needed)
        {
            WriteNode(node);
            return;
        }
        if (node is AliasExpression or NamedArgument or SortExpression)
            throw new ArgumentException($"{node.GetType().Name} can't stand within another expression.", nameof(node));
        text.Append('(');
        WriteNode(node);
        text.Append(')');
    }

    private void WriteNode(Expression node)
    {
        switch (node)
        {
            case Literal literal:
                text.Append(SparkLiterals.Write(literal));
                break;
            case TypedLiteral typed:
                text.Append(typed.TypeName).Append(' ').Append(SparkStrings.Quote(typed.Text));
                break;
            case IntervalLiteral interval:
                WriteInterval(interval);
                break;
            case ColumnReference column:
                WriteName(column.Parts);
                break;
            case FrameColumn column:
                text.Append(SparkNames.Write(column.Name));
                break;
            case Star star:
                WriteStar(star);
                break;
            case UnaryExpression unary:
                WriteUnary(unary);
                break;
            case BinaryExpression { Operator: BinaryOperator.Or or BinaryOperator.And } chain:
                WriteChain(chain);
                break;
            case BinaryExpression binary:
                WriteBinary(binary);
                break;
            case IsExpression or IsDistinctFromExpression or BetweenExpression or InExpression or LikeExpression or QuantifiedLikeExpression:
                WritePredicate(node);
                break;
            case CaseExpression choice:
                WriteCase(choice);
                break;
            case CastExpression cast:
                text.Append(cast.Try ? "TRY_CAST(" : "CAST(");
                Write(cast.Operand, Precedence.Or);
                text.Append(" AS ").Append(cast.Type.Sql).Append(')');
                break;
            case FunctionCall call:
                WriteCall(call);
                break;
            case NamedArgument argument:
                text.Append(SparkNames.Write(argument.Name)).Append(" => ");
                WriteItem(argument.Value);
                break;
            case LambdaExpression lambda:
                WriteLambda(lambda);
                break;
            case SubscriptExpression subscript:
                Write(subscript.Operand, Precedence.Operand);
                text.Append('[');
                Write(subscript.Index, Precedence.Value);
                text.Append(']');
                break;
            case FieldAccess access:
                WriteField(access);
                break;
            case AliasExpression alias:
                WriteItem(alias.Operand);
                text.Append(" AS ").Append(SparkNames.Write(alias.Name));
                break;
            case SortExpression sort:
                WriteSort(sort);
                break;
            default:
                throw new ArgumentException($"{node.GetType().Name} has no text.", nameof(node));
        }
    }

    /// <summary>Appends an expression where a whole one may stand, so that a lambda needs no parentheses.</summary>
    private void WriteItem(Expression node) => Write(node, node is LambdaExpression ? Precedence.Lowest : Precedence.Or);

    private void WriteItems(IEnumerable<Expression> items, Action<Expression> write)
    {
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator);
            write(item);
            separator = ", ";
        }
    }

    private void WriteName(ValueList<string> parts) => text.Append(string.Join(".", parts.Select(SparkNames.Write)));

    private void WriteInterval(IntervalLiteral interval)
    {
        text.Append("INTERVAL");
        foreach (var part in interval.Parts)
        {
            text.Append(' ').Append(SparkStrings.Quote(part.Value)).Append(' ').Append(part.Unit);
            if (part.To is not null)
                text.Append(" TO ").Append(part.To);
        }
    }

    private void WriteStar(Star star)
    {
        if (star.Qualifier.Count > 0)
        {
            WriteName(star.Qualifier);
            text.Append('.');
        }
        text.Append('*');
        if (star.Except.Count == 0)
            return;
        text.Append(" EXCEPT (");
        WriteItems(star.Except, WriteNode);
        text.Append(')');
    }

    private void WriteUnary(UnaryExpression unary)
    {
        if (unary.Operator == UnaryOperator.Not)
        {
            text.Append("NOT ");
            Write(unary.Operand, Precedence.Not);
            return;
        }
        text.Append(unary.Operator switch { UnaryOperator.Negate => '-', UnaryOperator.Plus => '+', _ => '~' });
        var start = text.Length;
        Write(unary.Operand, Precedence.Unary);
        // "-1" would be a constant, "--1" a comment.
        if (unary.Operator == UnaryOperator.Negate && text[start] is '-' or '.' or (>= '0' and <= '9'))
            text.Insert(start, '(').Append(')');
    }

    private void WriteChain(BinaryExpression chain)
    {
        var precedence = Precedence.Of(chain);
        var separator = "";
        foreach (var operand in LogicalChain.Split(chain))
        {
            text.Append(separator);
            Write(operand, precedence + 1);
            separator = chain.Operator == BinaryOperator.Or ? " OR " : " AND ";
        }
    }

    private void WriteBinary(BinaryExpression binary)
    {
        var precedence = Precedence.Of(binary);
        hasRightShift |= binary.Operator is BinaryOperator.ShiftRight or BinaryOperator.ShiftRightUnsigned;
        Write(binary.Left, precedence);
        text.Append(' ').Append(Operators.Symbol(binary.Operator)).Append(' ');
        Write(binary.Right, precedence + 1);
    }

    private void WriteCase(CaseExpression choice)
    {
        text.Append("CASE");
        if (choice.Operand is not null)
        {
            text.Append(' ');
            Write(choice.Operand, Precedence.Or);
        }
        foreach (var branch in choice.Branches)
        {
            text.Append(" WHEN ");
            Write(branch.Condition, Precedence.Or);
            text.Append(" THEN ");
            Write(branch.Result, Precedence.Or);
        }
        if (choice.Else is not null)
        {
            text.Append(" ELSE ");
            Write(choice.Else, Precedence.Or);
        }
        text.Append(" END");
    }

    private void WriteLambda(LambdaExpression lambda)
    {
        var parameters = string.Join(", ", lambda.Parameters.Select(SparkNames.Write));
        text.Append(lambda.Parameters.Count == 1 ? parameters : $"({parameters})").Append(" -> ");
        WriteItem(lambda.Body);
    }

    private void WriteField(FieldAccess access)
    {
        var start = text.Length;
        Write(access.Operand, Precedence.Operand);
        // "1.a" would be the number "1." and a name.
        if (access.Operand is Literal or Star)
            text.Insert(start, '(').Append(')');
        text.Append('.').Append(SparkNames.Write(access.Name));
    }

    private void WriteSort(SortExpression sort)
    {
        WriteItem(sort.Operand);
        if (sort.Descending)
            text.Append(" DESC");
        if (sort.NullsFirst is { } first)
            text.Append(first ? " NULLS FIRST" : " NULLS LAST");
    }
}
