using Distributary.Types;

namespace Distributary.Expressions.Syntax;

/// <summary>Calls of functions, those with a grammar of their own too.</summary>
internal sealed partial class ExpressionParser
{
    private static readonly TokenKind[] SubstringWords = [TokenKind.From, TokenKind.For];
    private static readonly TokenKind[] OverlayWords = [TokenKind.Placing, TokenKind.From, TokenKind.For];
    private static readonly TokenKind[] PositionWords = [TokenKind.In];
    private static readonly TokenKind[] TrimWords = [TokenKind.From];

    private Expression ParseCall()
    {
        var name = stream.Current;
        switch (name.Kind)
        {
            case TokenKind.Extract when NameReader.IsName(stream.Peek(2)) && stream.Peek(3) == TokenKind.From:
                return ParseExtract();
            case TokenKind.Trim when IsTrimOption(stream.Peek(2)) && StartsTrimmed(3) || stream.Peek(2) == TokenKind.From && stream.Peek(3) != TokenKind.String && StartsTrimmed(2):
                return ParseTrim();
            case TokenKind.IdentifierClause when stream.Peek(2) == TokenKind.String && stream.Peek(3) == TokenKind.CloseParenthesis:
                return ParseIdentifierClause();
            default:
                stream.Take();
                return ParseArguments(name.Kind, name.Start, stream.NameOf(name));
        }
    }

    /// <summary>The arguments after a function's name, and the clauses after them.</summary>
    private Expression ParseArguments(TokenKind function, int start, string name)
    {
        stream.Take();
        var distinct = TakeQuantifier();
        var arguments = new List<Expression>();
        var firstToken = stream.Current;
        var highest = 0;
        var connected = false;
        bool? ignoreNulls = null;
        if (!stream.TryTake(TokenKind.CloseParenthesis))
        {
            do
            {
                arguments.Add(ParseArgument(function, arguments.Count));
                highest = Math.Max(highest, height);
                if (function is TokenKind.Cast or TokenKind.TryCast && arguments.Count == 1 && stream.Kind is not (TokenKind.Comma or TokenKind.CloseParenthesis))
                    return FinishCast(function, start, arguments[0]);
                if (function is TokenKind.First or TokenKind.Last or TokenKind.AnyValue && arguments.Count == 1 && stream.TryTake(TokenKind.Ignore, TokenKind.Nulls))
                    ignoreNulls = true;
            }
            while (NextArgument(function, arguments.Count, ref connected));
        }
        height = highest;
        Grow();

        if (DateUnits.StandFirstIn(function, distinct, arguments) && TakeDateUnit(firstToken, arguments, name))
            name = function == TokenKind.DateAdd ? "timestampadd" : "timestampdiff";
        var call = new FunctionCall(name, arguments.ToValueList()) { Span = stream.SpanFrom(start), Distinct = distinct, IgnoreNulls = ignoreNulls };
        return ignoreNulls is null ? ParseCallClauses(call) : call;
    }

    private Expression ParseArgument(TokenKind function, int index) =>
        function switch
        {
            TokenKind.Struct => ParseItem(ItemForm.Named),
            TokenKind.Cast or TokenKind.TryCast when index == 0 => ParseExpression(),
            // IN stands between POSITION's arguments.
            TokenKind.Position when index == 0 && stream.Peek(1) != TokenKind.FatArrow => ParseNestedValue(),
            _ => ParseItem(ItemForm.Argument),
        };

    private bool TakeQuantifier()
    {
        if (stream.Kind is not (TokenKind.Distinct or TokenKind.All) || !StartsOperand(1))
            return false;
        return stream.Take().Kind == TokenKind.Distinct;
    }

    /// <summary>Goes on to the next argument, after a comma or the word that some functions have there; false at the end.</summary>
    private bool NextArgument(TokenKind function, int count, ref bool connected)
    {
        var connectors = Connectors(function);
        if (count <= connectors.Length && stream.TryTake(connectors[count - 1]))
        {
            connected = true;
            return true;
        }
        // SUBSTRING alone mixes words and commas.
        if (!connected || (function == TokenKind.Substring && count < 3))
            return NextItem();
        if (function == TokenKind.Overlay && count == 2)
            stream.SyntaxError("FROM");
        Close();
        return false;
    }

    /// <summary>The words that may stand between a function's arguments.</summary>
    private static TokenKind[] Connectors(TokenKind function) => function switch
    {
        TokenKind.Substring => SubstringWords,
        TokenKind.Overlay => OverlayWords,
        TokenKind.Position => PositionWords,
        TokenKind.Trim => TrimWords,
        _ => [],
    };

    private CastExpression FinishCast(TokenKind function, int start, Expression operand)
    {
        DataType type = stream.Expect(TokenKind.As, "AS and a type") ? types.Parse() : new NullType();
        Close();
        Grow();
        return new CastExpression(operand, type, function == TokenKind.TryCast) { Span = stream.SpanFrom(start) };
    }

    private FunctionCall ParseExtract()
    {
        var start = stream.Take().Start;
        stream.Take();
        var field = stream.Take();
        var unit = new Literal(stream.NameOf(field), new StringType()) { Span = TextSpan.FromBounds(field.Start, field.End) };
        stream.Take();
        var source = ParseNestedValue();
        Close();
        Grow();
        return new FunctionCall("extract", ValueList.Of<Expression>(unit, source)) { Span = stream.SpanFrom(start) };
    }

    private static bool IsTrimOption(TokenKind kind) => kind is TokenKind.Both or TokenKind.Leading or TokenKind.Trailing;

    private bool StartsTrimmed(int offset) =>
        StartsOperand(stream.Peek(offset) == TokenKind.From ? offset + 1 : offset);

    /// <summary><c>TRIM(LEADING 'x' FROM s)</c>, which is <c>ltrim('x', s)</c>.</summary>
    private FunctionCall ParseTrim()
    {
        var start = stream.Take().Start;
        stream.Take();
        var name = "trim";
        if (IsTrimOption(stream.Kind))
            name = stream.Take().Kind switch { TokenKind.Leading => "ltrim", TokenKind.Trailing => "rtrim", _ => "trim" };
        var arguments = new List<Expression>();
        var highest = 0;
        if (stream.Kind != TokenKind.From)
        {
            arguments.Add(ParseNestedValue());
            highest = height;
        }
        stream.Expect(TokenKind.From, "FROM");
        arguments.Add(ParseNestedValue());
        Close();
        height = Math.Max(highest, height);
        Grow();
        return new FunctionCall(name, arguments.ToValueList()) { Span = stream.SpanFrom(start) };
    }

    /// <summary><c>IDENTIFIER('a.b')</c>: the column, or with arguments the function, of that name.</summary>
    private Expression ParseIdentifierClause()
    {
        var start = stream.Take().Start;
        stream.Take();
        var text = stream.Take();
        stream.Take();
        var named = SqlParser.ParseName(StringText.Read(stream.Text, text));
        if (named is null)
        {
            stream.Report(SqlErrors.Syntax, "IDENTIFIER takes the name of a column or function.", TextSpan.FromBounds(text.Start, text.End));
            return new MissingExpression { Span = stream.SpanFrom(start) };
        }
        return stream.Kind == TokenKind.OpenParenthesis
            ? ParseArguments(TokenKind.Identifier, start, string.Join(".", named.Parts))
            : named with { Span = stream.SpanFrom(start) };
    }

    /// <summary>Makes the bare unit of <c>TIMESTAMPADD(HOUR, ..)</c> and the like the string constant that the call keeps it as; false where it is none.</summary>
    private bool TakeDateUnit(Token token, List<Expression> arguments, string function)
    {
        var span = arguments[0].Span;
        if (arguments[0] is Literal { Value: string text })
        {
            stream.Report(SqlErrors.InvalidUnit, $"{function} takes a unit without quotes: {string.Join(", ", DateUnits.All)}, not '{text}'.", span);
            return false;
        }
        if (arguments[0] is not ColumnReference { Parts.Count: 1 } column || token.Kind != TokenKind.Identifier || !DateUnits.Contains(column.Parts[0]))
            return false;
        arguments[0] = new Literal(column.Parts[0].ToUpperInvariant(), new StringType()) { Span = span };
        return true;
    }
}
