using System.Globalization;
using Distributary.Embedded.Relations;
using Distributary.Engines;

namespace Distributary.Embedded.Engine;

/// <summary>Readers of Delta tables.</summary>
internal static class DeltaReads
{
    private const string VersionAsOf = "versionAsOf";

    /// <exception cref="ArgumentException">An option is unknown or can't be read, or a schema was given.</exception>
    /// <exception cref="FileNotFoundException">There is no table.</exception>
    public static DeltaRelation Load(EmbeddedEngine engine, ReadRequest request)
    {
        var path = OnlyPath(request);
        if (request.Options.Keys.FirstOrDefault(k => !string.Equals(k, VersionAsOf, StringComparison.OrdinalIgnoreCase)) is { } unknown)
            throw new ArgumentException($"A Delta read has no option '{unknown}'. It has: {VersionAsOf}.");
        long? version = request.Options.TryGetValue(VersionAsOf, out var text)
            ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new ArgumentException($"{VersionAsOf} is '{text}', not a whole number from 0.")
            : null;
        return new DeltaRelation(engine.Log(path).Load(version) ?? throw new FileNotFoundException($"There is no Delta table at '{path}'.", path));
    }

    /// <summary>The one path of a reader of Delta tables, which takes its columns from the table.</summary>
    public static string OnlyPath(ReadRequest request)
    {
        if (request.Schema is not null)
            throw new ArgumentException("A Delta table has a schema of its own. Leave out Schema(...), and select or cast the columns.");
        return request.Paths is [var path] ? path : throw new ArgumentException($"A Delta reader takes one path, not {request.Paths.Count}.");
    }
}
