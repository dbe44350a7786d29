using System.Globalization;

namespace Distributary.Embedded.Streaming;

/// <summary>The options of a file stream that are not its format's.</summary>
internal sealed record FileStreamOptions
{
    private const string MaxFiles = "maxFilesPerTrigger";
    private const string Latest = "latestFirst";
    private const string MaxAge = "maxFileAge";
    private const string Clean = "cleanSource";
    private const string NameOnly = "fileNameOnly";

    /// <summary>How many files a batch takes at most, null for all.</summary>
    public int? MaxFilesPerTrigger { get; private init; }

    /// <summary>Whether the files that were modified last are taken first.</summary>
    public bool LatestFirst { get; private init; }

    /// <summary>The options that are left for the format.</summary>
    public required IReadOnlyDictionary<string, string> FormatOptions { get; init; }

    /// <summary>Reads the options.</summary>
    /// <exception cref="ArgumentException">A value is wrong, or the option is not supported.</exception>
    public static FileStreamOptions Parse(IReadOnlyDictionary<string, string> options)
    {
        var left = new Dictionary<string, string>(options, StringComparer.OrdinalIgnoreCase);
        var maxFiles = left.Remove(MaxFiles, out var text) ? PositiveNumber(MaxFiles, text) : (int?)null;
        var latestFirst = left.Remove(Latest, out text) && Flag(Latest, text);
        if (left.ContainsKey(MaxAge))
            throw new ArgumentException($"The option '{MaxAge}' is not supported: a file stream reads every file once, however old. Leave the option out, or use 'pathGlobFilter'.");
        if (left.Remove(Clean, out text) && !string.Equals(text, "off", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"The option '{Clean}' can only be 'off', not '{text}': files are left where they are.");
        if (left.Remove(NameOnly, out text) && Flag(NameOnly, text))
            throw new ArgumentException($"The option '{NameOnly}' can only be false: files are told apart by their whole path.");
        return new() { MaxFilesPerTrigger = maxFiles, LatestFirst = latestFirst, FormatOptions = left };
    }

    internal static int PositiveNumber(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : throw new ArgumentException($"The option '{name}' can't be '{text}': it must be a whole number above 0.");

    internal static bool Flag(string name, string text) =>
        bool.TryParse(text, out var value) ? value : throw new ArgumentException($"The option '{name}' can't be '{text}': it must be true or false.");
}
