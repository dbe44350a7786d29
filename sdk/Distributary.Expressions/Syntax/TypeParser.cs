using System.Globalization;
using Distributary.Types;

namespace Distributary.Expressions.Syntax;

/// <summary>Parses types and schemas.</summary>
/// <param name="stream">The tokens.</param>
/// <param name="allowCharacters">Whether CHAR and VARCHAR stand for STRING, as in a cast; else they are refused, as in a reader's schema.</param>
internal sealed class TypeParser(TokenStream stream, bool allowCharacters = true)
{
    private const int MaxDepth = 100;

    private int depth;

    /// <summary>The type at the current token; after a problem, NULL's type.</summary>
    public DataType Parse()
    {
        var start = stream.Current.Start;
        if (depth == MaxDepth)
        {
            stream.Abandon(SqlErrors.TooComplex, $"Types may not be nested deeper than {MaxDepth} levels.");
            return new NullType();
        }
        depth++;
        var type = ParseUnbounded(start);
        depth--;
        return type;
    }

    /// <summary>A schema's fields, up to the end of the text or a closing bracket.</summary>
    public StructType ParseFields(bool nested)
    {
        var fields = new List<StructField>();
        do
        {
            var before = stream.Position;
            if (ParseField(nested) is { } field)
                fields.Add(field);
            if (stream.Position == before || (stream.Kind != TokenKind.Comma && !IsFieldsEnd(nested)))
                Recover(nested);
        }
        while (stream.TryTake(TokenKind.Comma));
        return new StructType(fields.ToValueList());
    }

    private bool IsFieldsEnd(bool nested) => stream.AtEnd || (nested && stream.Kind == TokenKind.GreaterThan);

    private void Recover(bool nested)
    {
        stream.SyntaxError(nested ? "',' or '>'" : "',' or the end");
        while (!stream.AtEnd && stream.Kind != TokenKind.Comma && !(nested && stream.Kind is TokenKind.GreaterThan or TokenKind.CloseParenthesis))
            stream.Take();
    }

    private StructField? ParseField(bool nested)
    {
        var name = stream.TakeNameWithoutHyphen("a field's name");
        if (name is null)
            return null;
        if (nested)
            stream.TryTake(TokenKind.Colon);
        var type = Parse();
        var nullable = !stream.TryTake(TokenKind.Not, TokenKind.Null);
        string? comment = null;
        if (stream.TryTake(TokenKind.Comment))
        {
            if (stream.Kind == TokenKind.String)
                comment = StringText.Read(stream.Text, stream.Take());
            else
                stream.SyntaxError("the comment's string");
        }
        return new StructField(name, type, nullable) { Comment = comment };
    }

    private DataType ParseUnbounded(int start)
    {
        var token = stream.Current;
        if (!NameReader.IsName(token.Kind))
        {
            stream.SyntaxError("a type");
            return new NullType();
        }
        switch (token.Kind)
        {
            case TokenKind.Array when stream.Peek(1) == TokenKind.LessThan:
                stream.Take();
                stream.Take();
                return Close(new ArrayType(Parse()));
            case TokenKind.Map when stream.Peek(1) == TokenKind.LessThan:
                stream.Take();
                stream.Take();
                var key = Parse();
                stream.Expect(TokenKind.Comma, "','");
                return Close(new MapType(key, Parse()));
            case TokenKind.Struct when stream.Peek(1) is TokenKind.LessThan or TokenKind.NotEqual:
                stream.Take();
                if (stream.Take().Kind == TokenKind.NotEqual || stream.TryTake(TokenKind.GreaterThan))
                    return new StructType();
                return Close(ParseFields(nested: true));
            case TokenKind.Interval:
                stream.Take();
                return ParseInterval(start);
            default:
                stream.Take();
                return ParseSimple(token);
        }
    }

    private DataType Close(DataType type)
    {
        stream.Expect(TokenKind.GreaterThan, "'>'");
        return type;
    }

    private DataType ParseInterval(int start)
    {
        if (IntervalUnitOf(stream.Current) is not { } first)
            return new CalendarIntervalType();
        stream.Take();
        var isYearMonth = first <= IntervalUnit.Month;
        var last = first;
        if (stream.TryTake(TokenKind.To))
        {
            if (IntervalUnitOf(stream.Current) is not { } unit || (isYearMonth ? unit != IntervalUnit.Month : unit < IntervalUnit.Hour))
            {
                stream.SyntaxError(isYearMonth ? "MONTH" : "HOUR, MINUTE or SECOND");
            }
            else
            {
                stream.Take();
                last = unit;
                if (last <= first)
                    stream.Report(SqlErrors.UnsupportedFromTo, $"An interval can't go from {Word(first)} to {Word(last)}: the larger unit stands first.", stream.SpanFrom(start));
            }
        }
        return isYearMonth ? new YearMonthIntervalType(first, last) : new DayTimeIntervalType(first, last);
    }

    private static string Word(IntervalUnit unit) => unit.ToString().ToUpperInvariant();

    private IntervalUnit? IntervalUnitOf(Token token)
    {
        for (var unit = IntervalUnit.Year; unit <= IntervalUnit.Second; unit++)
        {
            if (stream.IsWord(token, Word(unit)))
                return unit;
        }
        return null;
    }

    private DataType ParseSimple(Token name)
    {
        var parameters = ParseParameters();
        var span = stream.SpanFrom(name.Start);
        var word = name.Kind == TokenKind.QuotedIdentifier ? "" : stream.TextOf(name).ToUpperInvariant();
        switch (word)
        {
            case "DECIMAL" or "DEC" or "NUMERIC" when parameters.Count <= 2:
                return Decimal(parameters, span);
            case "CHAR" or "CHARACTER" or "VARCHAR":
                return Sized(word, parameters, span);
            case "ARRAY" or "MAP" or "STRUCT" when parameters.Count == 0:
                stream.Report($"{SqlErrors.IncompleteTypeDefinition}.{word}", $"{word} lacks its inner types: {Example(word)}.", span);
                return new NullType();
        }
        if (parameters.Count == 0 && SimpleType(word) is { } type)
        {
            if (type is StringType && stream.TryTake(TokenKind.Collate))
                ParseCollation();
            return type;
        }
        var written = stream.Text.Substring(span.Start, span.Length);
        stream.Report(SqlErrors.UnsupportedDataType, $"'{written}' is no supported type.", span);
        return new NullType();
    }

    private static string Example(string word) => word switch
    {
        "ARRAY" => "ARRAY<INT>",
        "MAP" => "MAP<STRING, INT>",
        _ => "STRUCT<a: INT>",
    };

    private static DataType? SimpleType(string word) => word switch
    {
        "BOOLEAN" => new BooleanType(),
        "TINYINT" or "BYTE" => new ByteType(),
        "SMALLINT" or "SHORT" => new ShortType(),
        "INT" or "INTEGER" => new IntegerType(),
        "BIGINT" or "LONG" => new LongType(),
        "FLOAT" or "REAL" => new FloatType(),
        "DOUBLE" => new DoubleType(),
        "DATE" => new DateType(),
        "TIMESTAMP" or "TIMESTAMP_LTZ" => new TimestampType(),
        "TIMESTAMP_NTZ" => new TimestampNTZType(),
        "STRING" => new StringType(),
        "BINARY" => new BinaryType(),
        "VOID" => new NullType(),
        _ => null,
    };

    private List<int> ParseParameters()
    {
        var parameters = new List<int>();
        if (stream.Kind != TokenKind.OpenParenthesis)
            return parameters;
        stream.Take();
        do
        {
            if (stream.Kind != TokenKind.Integer)
                stream.SyntaxError("a whole number");
            else if (int.TryParse(stream.TextOf(stream.Current), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                parameters.Add(value);
            else
                stream.SyntaxError("a smaller number");
            stream.TryTake(TokenKind.Integer);
        }
        while (stream.TryTake(TokenKind.Comma));
        if (!stream.Expect(TokenKind.CloseParenthesis, "')'"))
        {
            stream.SkipToCommaOrClose();
            stream.TryTake(TokenKind.CloseParenthesis);
        }
        return parameters;
    }

    private DecimalType Decimal(List<int> parameters, TextSpan span)
    {
        var precision = parameters.Count > 0 ? parameters[0] : 10;
        var scale = parameters.Count > 1 ? parameters[1] : 0;
        if (precision > DecimalType.MaxPrecision)
            stream.Report(SqlErrors.DecimalPrecision, $"DECIMAL({precision},{scale}) has more digits than the {DecimalType.MaxPrecision} that a decimal can have.", span);
        else if (scale > precision)
            stream.Report(SqlErrors.DecimalScale, $"DECIMAL({precision},{scale}) has more digits after the point than in all.", span);
        return new DecimalType(precision, scale);
    }

    private StringType Sized(string word, List<int> parameters, TextSpan span)
    {
        if (parameters.Count == 0)
            stream.Report(SqlErrors.MissingSize, $"{word} needs a length: {word}(10).", span);
        else if (parameters.Count > 1)
            stream.Report(SqlErrors.UnsupportedDataType, $"{word} takes one length.", span);
        else if (!allowCharacters)
            stream.Report(SqlErrors.CharacterType, $"{word} is a type of table definitions only: write STRING.", span);
        return new StringType();
    }

    private void ParseCollation()
    {
        var start = stream.Current.Start;
        var name = stream.TakeName("a collation's name");
        if (name is not null && !string.Equals(name, "UTF8_BINARY", StringComparison.OrdinalIgnoreCase))
            stream.Report(SqlErrors.UnsupportedCollation, $"Strings of the collation {name} are not supported: only UTF8_BINARY is.", stream.SpanFrom(start));
    }
}
