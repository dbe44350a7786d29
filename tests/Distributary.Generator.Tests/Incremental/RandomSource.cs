using System.Text.RegularExpressions;

namespace Distributary.Generator.Tests.Incremental;

/// <summary>
/// Writes files of few names, so that whatever one of them declares is likely to mean something to another: shadowed types, constants from afar, parts of classes, aliases.
/// Much of it does not compile. It has no records: on those that share a name with a struct the compiler itself may never end.
/// </summary>
internal sealed class RandomSource(Random random)
{
    private static readonly string[] TypeNames = ["A", "B", "C", "D", "E"];
    private static readonly string[] Spaces = ["N", "N", "N", "N", "M", "N.M", "M.N", "A"];
    private static readonly string[] Members = ["X", "Y", "Z", "A"];

    /// <summary>Single words that an edit may put anywhere.</summary>
    private static readonly string[] Words =
    [
        "A", "B", "C", "N", "M", "X", "Y", "\"s\"", "1", "public", "private", "static", "partial", "const", "class", "enum", "namespace", "using", "global", "{", "}", "(", ")", ";", ",", ".", "=", ":", "?", "[", "]",
        "#nullable disable\n", "#nullable enable\n", "#if A\n", "#endif\n", "#define A\n", "/// <see cref=\"A\"/>\n", "// ", "\n",
    ];

    public string File()
    {
        var usings = One(2, () => "using Distributary;\nusing SP = Distributary.StreamPipelineAttribute;\n") + string.Concat(Some(3, Using));
        var body = Type(0) + string.Join("\n", Some(2, () => Type(0)));
        return Pick(
            () => usings + body,
            () => usings + $"namespace {Of(Spaces)};\n{string.Concat(Some(1, Using))}{body}",
            () => usings + $"namespace {Of(Spaces)}\n{{\n{string.Concat(Some(1, Using))}{body}\n}}\n{string.Join("\n", Some(1, () => Type(0)))}");
    }

    /// <summary>A small change of a file's text.</summary>
    public string Edit(string text)
    {
        var words = Regex.Matches(text, @"\w+|#\w+ \w+|\S").Select(m => (m.Index, m.Length)).ToArray();
        if (words.Length == 0)
            return File();
        var (start, length) = words[random.Next(words.Length)];
        return Pick(
            () => text[..start] + Of(Words) + text[(start + length)..],
            () => text[..start] + Of(TypeNames) + text[(start + length)..],
            () => text[..start] + text[(start + length)..],
            () => text[..start] + " " + Of(Words) + " " + text[start..],
            () => Swap(text, "\"s\"", "\"t\""),
            () => Swap(text, " int ", " string "),
            () => Swap(text, "{ ", "{ public int Inserted { get; set; } "),
            () => Swap(text, "{ ", "{ public const string X = \"inserted\"; "),
            () => Swap(text, "return 1;", "\n#nullable disable\nreturn 1;"),
            () => Swap(text, "\n", "\n#nullable disable\n"),
            () => text + "\n" + Type(0),
            () => Using() + text,
            () => text.Replace("return 1;", "return 2;", StringComparison.Ordinal),
            () => "// Another line.\n" + text);
    }

    /// <summary>Puts one text in the place of another, or the other way round, where there is any.</summary>
    private string Swap(string text, string one, string other)
    {
        var (old, changed) = random.Next(2) == 0 ? (one, other) : (other, one);
        var places = Regex.Matches(text, Regex.Escape(old)).Select(m => m.Index).ToArray();
        if (places.Length == 0)
            return text;
        var place = places[random.Next(places.Length)];
        return text[..place] + changed + text[(place + old.Length)..];
    }

    private string Using() => Pick(
        () => $"using {Of(Spaces)};\n",
        () => $"using static {TypeName()};\n",
        () => $"using {Of(TypeNames)} = {TypeName()};\n",
        () => "using SP = Distributary.StreamPipelineAttribute;\n",
        () => "using Distributary;\n",
        () => "using Distributary;\n",
        () => One(3, () => $"global using {Of(Spaces)};\n"),
        () => One(3, () => $"global using static {TypeName()};\n"),
        () => One(3, () => $"global using {Of(TypeNames)} = {TypeName()};\n"),
        () => One(3, () => "global using GP = Distributary.StreamPipelineAttribute;\n"),
        () => "#nullable enable\n",
        () => One(5, () => "#nullable disable\n"));

    private string Type(int depth) => One(2, Documentation) + Pick(
        () => $"{Marker()}{Sink()}public partial class {Of(TypeNames)}{Base()} {{ {Body(depth)} }}\n",
        () => $"{Marker()}{Sink()}static partial class {Of(TypeNames)} {{ {Body(depth)} }}\n",
        () => $"{Marker()}partial class {Of(TypeNames)}{Base()} {{ {Body(depth)} }}\n",
        () => $"public partial class {Of(TypeNames)}{Base()} {{ {Body(depth)} }}\n",
        () => $"public class {Of(TypeNames)}{Base()} {{ public {AnyType()} {Of(Members)} {{ get; set; }} public {AnyType()} Other {{ get; set; }} }}\n",
        () => $"public struct {Of(TypeNames)} {{ {Body(depth)} }}\n",
        () => $"public enum {Of(TypeNames)} {{ X = 1, Y = {Of(TypeNames)}.X }}\n",
        () => One(2, () => $"interface {Of(TypeNames)} {{ {AnyType()} X {{ get; }} }}\n"),
        () => One(2, () => $"delegate {AnyType()} {Of(TypeNames)}();\n"),
        () => One(6, () => $"public class {Pick(() => "StreamPipeline", () => "DeltaSink")}Attribute : System.Attribute {{ public StreamPipelineAttribute(string x) {{ }} public string Schema; }}\n"),
        () => One(4, () => $"file class {Of(TypeNames)} {{ {Body(depth)} }}\n"));

    private string Body(int depth) => string.Concat(Some(4, () => One(4, Documentation) + Pick(
        () => $"public const string {Of(Members)} = {Constant(0)}; ",
        () => $"public {AnyType()} {Of(Members)} {{ get; set; }} ",
        () => $"public {AnyType()} {Of(Members)} => throw null; ",
        () => $"{One(2, Sink)}static {AnyType()} {Of(Members)}({AnyType()} x, string y = {Constant(0)}) {{ return 1; }} ",
        () => $"public static {AnyType()} {Of(Members)} = {Constant(0)}; ",
        () => depth < 2 ? Type(depth + 1) : "")));

    private string Marker() => Pick(
        () => $"[StreamPipeline({Constant(0)}, Schema = typeof({AnyType()}))] ",
        () => $"[Distributary.StreamPipeline({Constant(0)})] ",
        () => $"[StreamPipelineAttribute({Constant(0)})] ",
        () => $"[SP({Constant(0)}, Schema = typeof({AnyType()}))] ",
        () => $"[GP({Constant(0)}, Schema = typeof({AnyType()}))] ",
        () => "");

    private string Sink() => One(2, () => $"[DeltaSink({Constant(0)}, Path = {Constant(0)}, TxnAppId = {Constant(0)})] ");

    private string Constant(int depth) => Pick(
        () => "\"s\"",
        () => Of(Members),
        () => TypeName() + "." + Of(Members),
        () => $"nameof({TypeName()})",
        () => depth < 2 ? $"{Constant(depth + 1)} + {Constant(depth + 1)}" : "null");

    private string TypeName() => Pick(
        () => Of(TypeNames),
        () => Of(TypeNames),
        () => Of(TypeNames),
        () => Of(TypeNames),
        () => Of(Spaces) + "." + Of(TypeNames),
        () => "global::" + Of(Spaces) + "." + Of(TypeNames),
        () => Of(TypeNames) + "." + Of(TypeNames));

    private string AnyType() => Pick(TypeName, TypeName, () => "string", () => "int", () => "string?", () => TypeName() + "?", () => TypeName() + "[]", () => $"System.Collections.Generic.List<{TypeName()}>", () => "Library.Shared");

    private string Base() => One(2, () => " : " + Pick(TypeName, TypeName, () => "Library.Shared"));

    private string Documentation() => $"/// <summary>Text {random.Next(3)} <see cref=\"{TypeName()}{One(2, () => "." + Of(Members))}\"/></summary>\n";

    private List<string> Some(int most, Func<string> write) => [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => write())];

    private string One(int among, Func<string> write) => random.Next(among) == 0 ? write() : "";

    private string Pick(params Func<string>[] choices) => choices[random.Next(choices.Length)]();

    private string Of(string[] words) => words[random.Next(words.Length)];
}
