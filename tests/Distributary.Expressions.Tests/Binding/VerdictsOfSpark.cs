using System.Text.Json;
using System.Text.RegularExpressions;
using Distributary.Testing;
using FsCheck.Fluent;

namespace Distributary.Expressions.Tests.Binding;

public sealed partial class VerdictsOfSpark
{
    /// <summary>Spark works constants out while it checks types, and fails where one has no value.</summary>
    private static readonly string[] FoundByComputing = ["CAST_OVERFLOW", "CAST_INVALID_INPUT", "INVALID_FORMAT", "NUMERIC_VALUE_OUT_OF_RANGE", "DIVIDE_BY_ZERO", "ClassCastException"];

    [Fact]
    public void Spark_accepts_what_the_binder_accepts_and_gives_it_the_same_type()
    {
        if (!SparkSql.Installed.Any(v => v.Version == "4.0"))
            Assert.Skip("SPARK_HOME_4_0 names no Spark to ask.");
        using var spark = SparkSql.Start("4.0");
        var columns = Bound.Columns(CallGenerator.Schema);

        var wrong = CallGenerator.Texts.Sample(Syntax.Trials.Count / 8, 50).Distinct().Select(text => (text, Ours: Bound.Verdict(Bound.Bind(text, columns)), Sparks: Ask(spark, text))).Where(a => a.Ours != a.Sparks);

        Assert.Equal([], wrong.Where(a => (a.Ours[0] != '!' || a.Sparks[0] != '!') && !FoundByComputing.Any(a.Sparks.Contains)));
    }

    private static string Ask(SparkSql spark, string text)
    {
        try
        {
            var schema = JsonDocument.Parse(spark.Schema($"SELECT {text} AS r FROM {CallGenerator.Relation}")).RootElement;
            return CatalogString(schema.GetProperty("fields")[0].GetProperty("type"));
        }
        catch (InvalidOperationException refusal)
        {
            return "!" + (ErrorClass().Match(refusal.Message) is { Success: true } found ? found.Groups[1].Value : refusal.Message);
        }
    }

    private static string CatalogString(JsonElement type) => type.ValueKind == JsonValueKind.String
        ? type.GetString() switch
        {
            "byte" => "tinyint",
            "short" => "smallint",
            "integer" => "int",
            "long" => "bigint",
            var name => name!,
        }
        : type.GetProperty("type").GetString() switch
        {
            "array" => $"array<{CatalogString(type.GetProperty("elementType"))}>",
            "map" => $"map<{CatalogString(type.GetProperty("keyType"))},{CatalogString(type.GetProperty("valueType"))}>",
            _ => $"struct<{string.Join(",", type.GetProperty("fields").EnumerateArray().Select(f => $"{f.GetProperty("name").GetString()}:{CatalogString(f.GetProperty("type"))}"))}>",
        };

    [GeneratedRegex(@"\[([A-Z_]+[A-Z0-9_.]*)\]")]
    private static partial Regex ErrorClass();
}
