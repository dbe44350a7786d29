using Distributary.Analyzers.Tests.Support;

namespace Distributary.Analyzers.Tests;

public sealed class RobustnessTests
{
    [Fact]
    public void Every_prefix_of_a_program_is_analyzed_without_an_exception()
    {
        const string source = """
            class C
            {
                static void Start(DataFrame stream, string app) => stream.WriteStream().ForeachBatch((batch, id) =>
                {
                    batch.Persist();
                    try { foreach (var (p, c) in new[] { ("a", "x > 1"), ("b", "x < 1") }) Write(batch.Filter(c), $"/lake/{p}", id); }
                    catch (Exception e) when (e is not null) { throw; }
                    finally { batch.Unpersist(); }
                    async Task More() { await Task.Run(() => batch.Count()); }
                    More().Wait();
                }).Option("checkpointLocation", "/chk").Start();
                static void Write(DataFrame f, string path, long v) => f.Write().Format("delta").Mode("append").Options(new() { ["txnVersion"] = v.ToString() }).Save(path);
            }
            """;
        for (var length = 0; length <= source.Length; length += 3)
            UserProject.Analyze(UserProject.Compile(Api.MicrosoftSpark, ("Program.cs", UserProject.Usings(Api.MicrosoftSpark) + source[..length])));
    }

    [Fact]
    public void Endless_recursion_and_huge_handlers_end()
    {
        var writes = string.Concat(Enumerable.Range(0, 4000).Select(i => $"if (id > {i}) F(batch.Filter(\"a > {i}\"), id);\n"));
        UserProject.Analyze(UserProject.AssertCompiles(UserProject.Compile(Api.MicrosoftSpark, ("Program.cs", UserProject.Usings(Api.MicrosoftSpark) + $$"""
            class C
            {
                static void Start(DataFrame stream) => stream.WriteStream().ForeachBatch((batch, id) => { {{writes}} }).Start();
                static void F(DataFrame f, long n) { G(f, n); F(f, n - 1); }
                static void G(DataFrame f, long n) { F(f, n); G(f.Distinct(), n); }
            }
            """))));
    }
}
