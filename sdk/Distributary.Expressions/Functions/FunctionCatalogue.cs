using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Functions;

/// <summary>All functions by name.</summary>
internal static class FunctionCatalogue
{
    private static readonly Lazy<Dictionary<string, FunctionDefinition>> ByName = new(Load);

    /// <summary>All names, aliases too.</summary>
    public static IEnumerable<string> Names => ByName.Value.Keys.Where(name => char.IsLetter(name[0]));

    /// <summary>The function that a call means: one that starts with a unit of time counts in that unit, and those that only count so need it.</summary>
    public static FunctionDefinition? Find(FunctionCall call)
    {
        var hasUnit = call.Arguments.Count == 3 && call.Arguments[0] is Literal { Value: string };
        return Find(call.Name) switch
        {
            { Name: "date_add" } when hasUnit => Find("timestampadd"),
            { Name: "date_diff" } when hasUnit => Find("timestampdiff"),
            { Name: "timestampadd" or "timestampdiff" } when !hasUnit => null,
            var function => function,
        };
    }

    /// <summary>The function of that name, letter case aside; null where there is none.</summary>
    public static FunctionDefinition? Find(string name) =>
        ByName.Value.TryGetValue(name, out var function) || ByName.Value.TryGetValue(WithoutCatalogue(name), out function) ? function : null;

    private static string WithoutCatalogue(string name) =>
        name.StartsWith("system.builtin.", StringComparison.OrdinalIgnoreCase) ? name.Substring("system.builtin.".Length)
        : name.StartsWith("builtin.", StringComparison.OrdinalIgnoreCase) ? name.Substring("builtin.".Length)
        : name;

    private static Dictionary<string, FunctionDefinition> Load()
    {
        var functions = new Dictionary<string, FunctionDefinition>(StringComparer.OrdinalIgnoreCase);
        foreach (var function in Families().SelectMany(f => f))
        {
            functions.Add(function.Name, function);
            foreach (var alias in function.Aliases)
                functions.Add(alias, function);
        }
        return functions;
    }

    private static IEnumerable<IEnumerable<FunctionDefinition>> Families() =>
    [
        OperatorFunctions.All, MathFunctions.All, StringFunctions.All, BinaryFunctions.All, RegexFunctions.All, DatetimeFunctions.All, DatetimeMakers.All,
        ConditionalFunctions.All, CastFunctions.All, ArrayFunctions.All, MapFunctions.All, StructFunctions.All, LambdaFunctions.All,
        JsonFunctions.All, FormatFunctions.All, VariantFunctions.All, SessionFunctions.All,
        AggregateFunctions.All, StatisticsFunctions.All, SketchFunctions.All, WindowFunctions.All, GeneratorFunctions.All,
    ];
}
