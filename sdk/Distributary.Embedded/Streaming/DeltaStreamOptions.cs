using System.Globalization;

namespace Distributary.Embedded.Streaming;

/// <summary>The options of a Delta table's stream.</summary>
internal sealed record DeltaStreamOptions
{
    private const string MaxFiles = "maxFilesPerTrigger";
    private const string Starting = "startingVersion";
    private static readonly string[] Names = [MaxFiles, Starting, "ignoreDeletes", "ignoreChanges", "skipChangeCommits"];

    /// <summary>How many files a batch takes at most.</summary>
    public int MaxFilesPerTrigger { get; private init; } = 1000;

    /// <summary>The first version whose changes count; null for the whole table as it is and what comes.</summary>
    public long? StartingVersion { get; private init; }

    /// <summary>Whether only what comes after the start counts.</summary>
    public bool StartsAtLatest { get; private init; }

    /// <summary>Whether versions that only delete rows are passed over.</summary>
    public bool IgnoreDeletes { get; private init; }

    /// <summary>Whether all files that a version adds are taken, though they may hold rows that were there before.</summary>
    public bool IgnoreChanges { get; private init; }

    /// <summary>Whether versions that delete or change rows are passed over.</summary>
    public bool SkipChangeCommits { get; private init; }

    /// <summary>Reads the options.</summary>
    /// <exception cref="ArgumentException">There is no such option, or its value is wrong.</exception>
    public static DeltaStreamOptions Parse(IReadOnlyDictionary<string, string> options)
    {
        if (options.Keys.FirstOrDefault(k => !Names.Contains(k, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new ArgumentException($"A stream of a Delta table has no option '{unknown}'. It has: {string.Join(", ", Names)}.");
        var given = new Dictionary<string, string>(options, StringComparer.OrdinalIgnoreCase);
        var starting = given.GetValueOrDefault(Starting);
        var startsAtLatest = string.Equals(starting, "latest", StringComparison.OrdinalIgnoreCase);
        return new()
        {
            MaxFilesPerTrigger = given.TryGetValue(MaxFiles, out var text) ? FileStreamOptions.PositiveNumber(MaxFiles, text) : 1000,
            StartsAtLatest = startsAtLatest,
            StartingVersion = starting is null || startsAtLatest ? null
                : long.TryParse(starting, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
                : throw new ArgumentException($"The option '{Starting}' can't be '{starting}': it must be a version's number or 'latest'."),
            IgnoreDeletes = Flag("ignoreDeletes"),
            IgnoreChanges = Flag("ignoreChanges"),
            SkipChangeCommits = Flag("skipChangeCommits"),
        };

        bool Flag(string name) => given.TryGetValue(name, out var value) && FileStreamOptions.Flag(name, value);
    }
}
