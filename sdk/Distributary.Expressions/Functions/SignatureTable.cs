using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>
/// Reads a family's table of signatures. A line is one function:
/// <c>name alias ... (parameter, parameter) result since</c>.
/// Round brackets: arguments are cast to the parameters' types; square ones: they must be of these types already.
/// A parameter is types separated by <c>|</c>, with <c>?</c> where it may be left out, <c>*</c> where it repeats, and <c>const</c> before it where it must be a constant.
/// A result is a type in which <c>$0</c> stands for the first argument's type, <c>$0.element</c>, <c>$0.key</c> and <c>$0.value</c> for its parts;
/// <c>?</c> after it: may always be NULL, <c>!</c>: never, nothing: where an argument may be; <c>=</c> alone: a rule of the family's gives it.
/// </summary>
internal static class SignatureTable
{
    private static readonly Version FirstVersion = new(3, 5);

    public static IEnumerable<FunctionDefinition> Read(FunctionKind kind, string table, IReadOnlyDictionary<string, FunctionRule>? rules = null)
    {
        foreach (var line in table.Split('\n'))
        {
            if (line.Trim().Length > 0)
                yield return ReadLine(kind, line.Trim(), rules);
        }
    }

    private static FunctionDefinition ReadLine(FunctionKind kind, string line, IReadOnlyDictionary<string, FunctionRule>? rules)
    {
        var open = line.IndexOfAny(['(', '[']);
        var close = line.LastIndexOfAny([')', ']']);
        var names = line.Substring(0, open).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        var rest = line.Substring(close + 1).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        var (parameters, minimum, maximum) = ReadParameters(line.Substring(open + 1, close - open - 1));
        var result = rest[0];
        var hasRule = result == "=";
        return new()
        {
            Name = names[0],
            Aliases = names.Skip(1).ToArray(),
            Kind = kind,
            Parameters = parameters,
            MinimumArguments = minimum,
            MaximumArguments = maximum,
            CastsArguments = line[open] == '(',
            Result = hasRule ? null : ReadResult(result.TrimEnd('?', '!')),
            Nullability = result.EndsWith("?", StringComparison.Ordinal) ? ResultNullability.Always : result.EndsWith("!", StringComparison.Ordinal) ? ResultNullability.Never : ResultNullability.AsArguments,
            Since = rest.Length > 1 ? Version.Parse(rest[1]) : FirstVersion,
            Rule = hasRule ? rules![names[0]] : null,
        };
    }

    private static (IReadOnlyList<FunctionParameter> Parameters, int Minimum, int Maximum) ReadParameters(string text)
    {
        var parameters = new List<FunctionParameter>();
        var (minimum, maximum) = (0, 0);
        foreach (var part in SplitOutsideBrackets(text, ','))
        {
            var pattern = part.Trim();
            var constant = pattern.StartsWith("const ", StringComparison.Ordinal);
            if (constant)
                pattern = pattern.Substring("const ".Length);
            if (pattern.EndsWith("*", StringComparison.Ordinal))
            {
                maximum = int.MaxValue;
            }
            else
            {
                maximum++;
                if (!pattern.EndsWith("?", StringComparison.Ordinal))
                    minimum++;
            }
            parameters.Add(new(ReadPattern(pattern.TrimEnd('?', '*')), constant));
        }
        return (parameters, minimum, maximum);
    }

    private static TypePattern ReadPattern(string text)
    {
        var choices = SplitOutsideBrackets(text, '|').Select(ReadSinglePattern).ToValueList();
        return choices.Count == 1 ? choices[0] : new OneOfPattern(choices);
    }

    private static TypePattern ReadSinglePattern(string text) => text switch
    {
        "any" => new AnyPattern(),
        "lambda" => new LambdaPattern(),
        "numeric" => new NumericPattern(),
        "decimal" => new AnyDecimalPattern(),
        "anytimestamp" => new AnyTimestampPattern(),
        "integral" => new ClassPattern(text, DataTypes.Int, t => t is IntegralType),
        "array" => new ClassPattern(text, new ArrayType(DataTypes.Null), t => t is ArrayType),
        "map" => new ClassPattern(text, new MapType(DataTypes.Null, DataTypes.Null), t => t is MapType),
        "struct" => new ClassPattern(text, new StructType(), t => t is StructType),
        "monthinterval" => new ClassPattern("interval year to month", DataTypes.YearToMonth, t => t is YearMonthIntervalType),
        "dayinterval" => new ClassPattern("interval day to second", DataTypes.DayToSecond, t => t is DayTimeIntervalType),
        _ => new ExactPattern(ReadType(text)([])),
    };

    private static Func<IReadOnlyList<BoundExpression>, DataType> ReadResult(string text) => ReadType(text);

    /// <summary>A type that may depend on the arguments' types.</summary>
    private static Func<IReadOnlyList<BoundExpression>, DataType> ReadType(string text)
    {
        if (text[0] == '$')
            return ReadArgumentType(text);
        if (Inner(text, "array") is { } element)
        {
            var of = ReadType(element);
            return arguments => new ArrayType(of(arguments));
        }
        if (Inner(text, "map") is { } entry)
        {
            var parts = SplitOutsideBrackets(entry, ',').Select(ReadType).ToArray();
            return arguments => new MapType(parts[0](arguments), parts[1](arguments));
        }
        var type = ReadPlainType(text);
        return _ => type;
    }

    private static Func<IReadOnlyList<BoundExpression>, DataType> ReadArgumentType(string text)
    {
        var index = text[1] - '0';
        return text.Substring(2) switch
        {
            "" => arguments => arguments[index].Type,
            ".element" => arguments => ((ArrayType)arguments[index].Type).ElementType,
            ".key" => arguments => ((MapType)arguments[index].Type).KeyType,
            ".value" => arguments => ((MapType)arguments[index].Type).ValueType,
            var part => throw new FormatException($"unknown part '{part}' of an argument's type"),
        };
    }

    private static DataType ReadPlainType(string text) => text switch
    {
        "void" => DataTypes.Null,
        "boolean" => DataTypes.Boolean,
        "tinyint" => DataTypes.Byte,
        "smallint" => DataTypes.Short,
        "int" => DataTypes.Int,
        "bigint" => DataTypes.Long,
        "float" => DataTypes.Float,
        "double" => DataTypes.Double,
        "string" => DataTypes.String,
        "binary" => DataTypes.Binary,
        "date" => DataTypes.Date,
        "timestamp" => DataTypes.Timestamp,
        "timestamp_ntz" => DataTypes.TimestampNtz,
        "variant" => new VariantType(),
        "interval" => DataTypes.CalendarInterval,
        "monthinterval" => DataTypes.YearToMonth,
        "dayinterval" => DataTypes.DayToSecond,
        "decimal(16,6)" => new DecimalType(16, 6),
        "decimal(18,6)" => new DecimalType(18, 6),
        _ => throw new FormatException($"unknown type '{text}' in a signature"),
    };

    private static string? Inner(string text, string name) =>
        text.StartsWith(name + "<", StringComparison.Ordinal) ? text.Substring(name.Length + 1, text.Length - name.Length - 2) : null;

    private static IEnumerable<string> SplitOutsideBrackets(string text, char separator)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] is '<' or '(' ? 1 : text[i] is '>' or ')' ? -1 : 0;
            if (text[i] == separator && depth == 0)
            {
                yield return text.Substring(start, i - start);
                start = i + 1;
            }
        }
        if (start < text.Length)
            yield return text.Substring(start);
    }
}
