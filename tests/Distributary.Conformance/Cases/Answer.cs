using System.Text.Json;
using System.Text.Json.Serialization;

namespace Distributary.Conformance.Cases;

/// <summary>What Spark, or this engine, answers for one expression.</summary>
/// <param name="Expr">The expression.</param>
/// <param name="Type">Its type; null where it is refused.</param>
/// <param name="Refused">The error class of the refusal.</param>
/// <param name="Values">The values as strings, in the order of the rows.</param>
/// <param name="Error">The error class of a failure at run time.</param>
/// <param name="Unsupported">Why this engine does not run it.</param>
internal sealed record Answer(
    [property: JsonPropertyName("expr")] string Expr,
    [property: JsonPropertyName("type")] string? Type = null,
    [property: JsonPropertyName("refused")] string? Refused = null,
    [property: JsonPropertyName("values")] IReadOnlyList<string?>? Values = null,
    [property: JsonPropertyName("error")] string? Error = null,
    [property: JsonPropertyName("unsupported")] string? Unsupported = null)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Answer Parse(string line) => JsonSerializer.Deserialize<Answer>(line, Options) ?? throw new FormatException("An empty line of JSON.");

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
