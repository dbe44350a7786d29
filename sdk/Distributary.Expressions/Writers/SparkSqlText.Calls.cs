using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Writers;

/// <summary>Calls and what follows them.</summary>
internal sealed partial class SparkSqlText
{
    private void WriteCall(FunctionCall call)
    {
        var kind = Keywords.Find(call.Name, 0, call.Name.Length);
        if (quoteTypeNames && kind == TokenKind.Struct && call.Arguments.Any(a => a is AliasExpression))
        {
            WriteRow(call.Arguments);
            return;
        }
        WriteFunctionName(call.Name, kind);
        text.Append('(');
        if (call.Distinct)
            text.Append("DISTINCT ");
        var hasUnit = DateUnits.StandFirstIn(kind, call.Distinct, call.Arguments);
        var index = 0;
        WriteItems(call.Arguments, argument => WriteArgument(kind, hasUnit, index++, argument));
        text.Append(')');
        if (call.WithinGroup.Count > 0)
        {
            text.Append(" WITHIN GROUP (ORDER BY ");
            WriteItems(call.WithinGroup, WriteNode);
            text.Append(')');
        }
        if (call.Filter is not null)
        {
            text.Append(" FILTER (WHERE ");
            Write(call.Filter, Precedence.Or);
            text.Append(')');
        }
        if (call.IgnoreNulls is { } ignore)
            text.Append(ignore ? " IGNORE NULLS" : " RESPECT NULLS");
        if (call.Over is not null)
            WriteWindow(call.Over);
    }

    /// <summary>A struct with names in it, which only the keyword can make, without that keyword.</summary>
    private void WriteRow(ValueList<Expression> fields)
    {
        if (fields is [AliasExpression field])
        {
            text.Append("named_struct(").Append(SparkStrings.Quote(field.Name)).Append(", ");
            WriteItem(field.Operand);
        }
        else
        {
            text.Append('(');
            WriteItems(fields, WriteNode);
        }
        text.Append(')');
    }

    /// <summary>The name, quoted where a keyword would not be read as a function's name.</summary>
    private void WriteFunctionName(string name, TokenKind kind)
    {
        var isPlain = kind switch
        {
            TokenKind.Identifier => (bool?)null,
            TokenKind.Array or TokenKind.Map or TokenKind.Struct => !quoteTypeNames,
            TokenKind.AnyValue or TokenKind.DateAdd or TokenKind.DateDiff or TokenKind.Exists or TokenKind.Extract or TokenKind.Filter or TokenKind.First
                or TokenKind.Last or TokenKind.Overlay or TokenKind.Position or TokenKind.RLike or TokenKind.Substring or TokenKind.Trim => true,
            _ => false,
        };
        hasTypeName |= kind is TokenKind.Array or TokenKind.Map or TokenKind.Struct;
        text.Append(isPlain switch
        {
            true => name,
            false => SqlIdentifier.Quote(name),
            null => string.Join(".", name.Split('.').Select(SparkNames.Write)),
        });
    }

    private void WriteArgument(TokenKind function, bool hasUnit, int index, Expression argument)
    {
        if (argument is NamedArgument || (argument is AliasExpression && function == TokenKind.Struct))
            WriteNode(argument);
        else if (hasUnit && index == 0)
            WriteUnit(argument);
        else if (function == TokenKind.Position && index == 0)
            Write(argument, Precedence.Value);
        else
            WriteItem(argument);
    }

    /// <summary>A bare unit; a column that is named as one is quoted.</summary>
    private void WriteUnit(Expression argument)
    {
        if (argument is Literal { Value: string unit, Type: StringType } && DateUnits.Contains(unit))
            text.Append(unit);
        else if (argument is ColumnReference { Parts.Count: 1 } column)
            text.Append(SqlIdentifier.Quote(column.Parts[0]));
        else
            WriteItem(argument);
    }

    private void WriteWindow(WindowSpecification window)
    {
        text.Append(" OVER (");
        var separator = "";
        if (window.PartitionBy.Count > 0)
        {
            text.Append("PARTITION BY ");
            WriteItems(window.PartitionBy, WriteItem);
            separator = " ";
        }
        if (window.OrderBy.Count > 0)
        {
            text.Append(separator).Append("ORDER BY ");
            WriteItems(window.OrderBy, WriteNode);
            separator = " ";
        }
        if (window.Frame is { } frame)
        {
            text.Append(separator).Append(frame.Rows ? "ROWS BETWEEN " : "RANGE BETWEEN ");
            WriteBound(frame.Start);
            text.Append(" AND ");
            WriteBound(frame.End);
        }
        text.Append(')');
    }

    private void WriteBound(WindowBound bound)
    {
        switch (bound.Kind)
        {
            case WindowBoundKind.UnboundedPreceding:
                text.Append("UNBOUNDED PRECEDING");
                break;
            case WindowBoundKind.UnboundedFollowing:
                text.Append("UNBOUNDED FOLLOWING");
                break;
            case WindowBoundKind.CurrentRow:
                text.Append("CURRENT ROW");
                break;
            default:
                Write(bound.Offset ?? throw new ArgumentException("A window bound lacks its offset.", nameof(bound)), Precedence.Value);
                text.Append(bound.Kind == WindowBoundKind.Preceding ? " PRECEDING" : " FOLLOWING");
                break;
        }
    }
}
