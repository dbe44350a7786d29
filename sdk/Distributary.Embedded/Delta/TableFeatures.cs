using System.Text.Json;
using Distributary.Types;

namespace Distributary.Embedded.Delta;

/// <summary>What this reader and writer make of one feature of the Delta protocol.</summary>
/// <param name="Name">The feature's name in the protocol.</param>
/// <param name="LegacyReader">The reader version that implies the feature, for protocols without a list.</param>
/// <param name="LegacyWriter">The writer version that implies it.</param>
/// <param name="WhyNotRead">Why a table can't be read; null where it can.</param>
/// <param name="WhyNotWrite">Why a table that can be read can't be written; null where it can.</param>
internal sealed record TableFeature(string Name, int? LegacyReader, int? LegacyWriter, Func<Snapshot, string?> WhyNotRead, Func<Snapshot, string?> WhyNotWrite);

/// <summary>The features that are known. Others are refused by name, for reading where readers must know them and for writing where writers must.</summary>
internal static class TableFeatures
{
    private const int FeatureReader = 3;
    private const int FeatureWriter = 7;

    /// <summary>The feature that the type <c>timestamp_ntz</c> needs.</summary>
    private const string TimestampNtz = "timestampNtz";

    private static readonly Func<Snapshot, string?> Supported = _ => null;

    private static readonly TableFeature[] Known =
    [
        new("appendOnly", null, 2, Supported, Supported),
        new("invariants", null, 2, Supported, s => FieldWith(s, "delta.invariants") is { } field ? $"the column '{field}' has an invariant" : null),
        new("checkConstraints", null, 3, Supported, s => Property(s, "delta.constraints.") is { } name ? $"the table has the constraint '{name}'" : null),
        new("changeDataFeed", null, 4, Supported, Supported),
        new("generatedColumns", null, 4, Supported, s => FieldWith(s, "delta.generationExpression") is { } field ? $"the column '{field}' is generated" : null),
        new("columnMapping", 2, 5, MapsColumns, Supported),
        new("identityColumns", null, 6, Supported, s => FieldWith(s, "delta.identity.") is { } field ? $"the column '{field}' is an identity column" : null),
        new("allowColumnDefaults", null, null, Supported, Supported),
        new("deletionVectors", null, null, HasDeletionVectors, Supported),
        new(TimestampNtz, null, null, Supported, Supported),
        new("domainMetadata", null, null, Supported, Supported),
        new("v2Checkpoint", null, null, Supported, Supported),
        new("vacuumProtocolCheck", null, null, Supported, Supported),
        new("checkpointProtection", null, null, Supported, Supported),
        new("typeWidening", null, null, Supported, Supported),
        new("typeWidening-preview", null, null, Supported, Supported),
        new("inCommitTimestamp", null, null, Supported, s => IsOn(s, "delta.enableInCommitTimestamps") ? "commits must carry their own time stamps" : null),
        new("rowTracking", null, null, Supported, _ => "rows must get ids"),
    ];

    /// <summary>The protocol that a new table needs.</summary>
    public static Protocol Required(StructType schema) => Mentions(schema, t => t is TimestampNTZType)
        ? new(FeatureReader, FeatureWriter, [TimestampNtz], ["appendOnly", "invariants", TimestampNtz])
        : new(1, 2);

    /// <summary>Checks that a table can be read.</summary>
    /// <exception cref="DeltaFeatureException">It uses a feature that isn't supported.</exception>
    public static void CheckRead(Snapshot snapshot) => Check(snapshot, snapshot.Protocol.MinReaderVersion, FeatureReader, snapshot.Protocol.ReaderFeatures, f => f.LegacyReader, f => f.WhyNotRead(snapshot), "read");

    /// <summary>Checks that a table can be written.</summary>
    /// <exception cref="DeltaFeatureException">It uses a feature that isn't supported.</exception>
    public static void CheckWrite(Snapshot snapshot)
    {
        // A table that is only appended to need not be read, so files with deletion vectors don't matter; how columns are named does.
        if (MapsColumns(snapshot) is { } reason)
            throw new DeltaFeatureException(snapshot.TablePath, "columnMapping", "written", reason);
        Check(snapshot, snapshot.Protocol.MinReaderVersion, FeatureReader, snapshot.Protocol.ReaderFeatures, f => f.LegacyReader, _ => null, "written");
        Check(snapshot, snapshot.Protocol.MinWriterVersion, FeatureWriter, snapshot.Protocol.WriterFeatures, f => f.LegacyWriter, f => f.WhyNotWrite(snapshot), "written");
    }

    /// <summary>Checks that a table may have the types of a schema.</summary>
    /// <exception cref="DeltaFeatureException">A type needs a feature that the table doesn't have.</exception>
    public static void CheckTypes(Snapshot snapshot, string schemaString)
    {
        if (schemaString != snapshot.Metadata.SchemaString && snapshot.Protocol.WriterFeatures?.Contains(TimestampNtz) != true && Mentions(SchemaJson.Parse(schemaString), t => t is TimestampNTZType))
            throw new DeltaFeatureException(snapshot.TablePath, TimestampNtz, "written", $"the table doesn't have it, and columns of the type {new TimestampNTZType()} need it; add it in Spark or cast to timestamp");
    }

    /// <summary>Whether a property of a table is set to true.</summary>
    public static bool IsOn(Snapshot snapshot, string property) =>
        snapshot.Metadata.Configuration.TryGetValue(property, out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static void Check(Snapshot snapshot, int version, int featureVersion, IReadOnlyList<string>? features, Func<TableFeature, int?> legacy, Func<TableFeature, string?> whyNot, string operation)
    {
        if (version > featureVersion)
            throw new DeltaFeatureException(snapshot.TablePath, FormattableString.Invariant($"protocol version {version}"), operation, FormattableString.Invariant($"versions up to {featureVersion} are known"));
        if (version == featureVersion && features?.FirstOrDefault(f => !Known.Any(k => k.Name == f)) is { } unknown)
            throw new DeltaFeatureException(snapshot.TablePath, unknown, operation, "it isn't known");
        foreach (var feature in Known)
        {
            var used = version == featureVersion ? features?.Contains(feature.Name) == true : legacy(feature) <= version;
            if (used && whyNot(feature) is { } reason)
                throw new DeltaFeatureException(snapshot.TablePath, feature.Name, operation, reason);
        }
    }

    private static bool Mentions(DataType type, Func<DataType, bool> isIt) => isIt(type) || type switch
    {
        StructType t => t.Fields.Any(f => Mentions(f.DataType, isIt)),
        ArrayType t => Mentions(t.ElementType, isIt),
        MapType t => Mentions(t.KeyType, isIt) || Mentions(t.ValueType, isIt),
        _ => false,
    };

    private static string? MapsColumns(Snapshot snapshot) =>
        snapshot.Metadata.Configuration.TryGetValue("delta.columnMapping.mode", out var mode) && mode != "none" ? $"its columns are stored under other names (mode '{mode}')" : null;

    private static string? HasDeletionVectors(Snapshot snapshot) =>
        snapshot.Files.Values.FirstOrDefault(f => f.DeletionVector is not null) is { } file ? $"rows of the file {file.Path} are marked as deleted; REORG TABLE .. APPLY (PURGE) in Spark rewrites such files" : null;

    private static string? Property(Snapshot snapshot, string prefix) =>
        snapshot.Metadata.Configuration.Keys.FirstOrDefault(k => k.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];

    private static string? FieldWith(Snapshot snapshot, string metadataPrefix)
    {
        if (!snapshot.Metadata.SchemaString.Contains(metadataPrefix, StringComparison.Ordinal))
            return null;
        using var schema = JsonDocument.Parse(snapshot.Metadata.SchemaString);
        return FieldWith(schema.RootElement, metadataPrefix);
    }

    private static string? FieldWith(JsonElement json, string metadataPrefix)
    {
        if (json.ValueKind == JsonValueKind.Array)
            return json.EnumerateArray().Select(e => FieldWith(e, metadataPrefix)).FirstOrDefault(n => n is not null);
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        if (json.TryGetProperty("metadata", out var metadata) && metadata.EnumerateObject().Any(m => m.Name.StartsWith(metadataPrefix, StringComparison.Ordinal)))
            return json.GetProperty("name").GetString();
        return json.EnumerateObject().Select(m => FieldWith(m.Value, metadataPrefix)).FirstOrDefault(n => n is not null);
    }
}
