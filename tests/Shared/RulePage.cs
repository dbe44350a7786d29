using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Testing;

/// <summary>A rule's page under <c>docs/rules</c>, with its two examples: one that the rule reports, and what to write instead.</summary>
internal sealed record RulePage(string Id, string Heading, RuleExample Reported, RuleExample Instead)
{
    public static IReadOnlyList<RulePage> All { get; } = [.. Directory.GetFiles(Folder(), "DST*.md").Order(StringComparer.Ordinal).Select(Read)];

    public static RulePage Of(string id) => All.SingleOrDefault(p => p.Id == id) ?? throw new InvalidOperationException($"The rule {id} has no page docs/rules/{id}.md.");

    private static RulePage Read(string file)
    {
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        return new(Path.GetFileNameWithoutExtension(file), text[..text.IndexOf('\n', StringComparison.Ordinal)], RuleExample.Read(file, text, "Reported"), RuleExample.Read(file, text, "Instead"));
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "docs", "rules"));
}

/// <summary>An example of a page as a whole source file.</summary>
internal sealed partial record RuleExample(string Source, LanguageVersion LanguageVersion)
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Threading.Tasks; using Distributary; using static Distributary.Functions;\n";

    // What an example that is a setting of the project is tried on.
    private const string Pipeline = """
        [StreamPipeline("orders")]
        [DeltaSink("orders", Path = "/lake/orders", TxnAppId = "orders")]
        public static partial class Orders { }
        """;

    internal static RuleExample Read(string file, string page, string title)
    {
        var block = Regex.Match(page, $"""^{title}:\n\n```(?<language>csharp|xml)\n(?<text>.*?)\n```$""", RegexOptions.Multiline | RegexOptions.Singleline);
        if (!block.Success)
            throw new InvalidDataException($"{file} has no block of csharp or xml after '{title}:'.");
        var text = block.Groups["text"].Value;
        // An example that says itself what it uses is a whole file.
        if (block.Groups["language"].Value == "csharp")
            return new(text.StartsWith("using ", StringComparison.Ordinal) ? text : Usings + text, LanguageVersion.Latest);
        return LanguageVersionFacts.TryParse(LangVersion().Match(text).Groups[1].Value, out var version)
            ? new(Usings + Pipeline, version)
            : throw new InvalidDataException($"The xml of {file} must be <LangVersion>, the only project setting that a rule is about.");
    }

    [GeneratedRegex("<LangVersion>(.*?)</LangVersion>")]
    private static partial Regex LangVersion();
}
