using Distributary.Analyzers.Handlers;
using Distributary.Analyzers.Tests.Support;

namespace Distributary.Analyzers.Tests.Rules;

public sealed class TransactionRuleTests
{
    [Theory]
    [InlineData(Api.Distributary)]
    [InlineData(Api.Embedded)]
    [InlineData(Api.MicrosoftSpark)]
    public void A_value_is_followed_through_helpers_locals_and_options(Api api)
    {
        var found = Marked.Verify(api, """
            static class Names { public const string App = "retail." + nameof(Names); }
            static class C
            {
                static void Start(DataFrame s) => s.WriteStream().ForeachBatch(Handle).Option("checkpointLocation", "/chk").Start();
                static void Handle(DataFrame rows, long batchId)
                {
                    var writer = rows.Write();
                    writer.Format("delta").Mode("append");
                    if (rows.Columns().Count > 3)
                    {
                        writer.{|DST120:Save|}("/lake/wide");
                        return;
                    }
                    Append(rows, batchId, $"{Names.App}");
                }
                static void Append(DataFrame f, long v, string app) =>
                    f.Write().Format("delta").Mode(SaveMode.Append).Option("txnAppId", {|DST124:app|}).Option("txnVersion", v + 1).Save("/lake/narrow");
            }
            """);
        Assert.Equal("/lake/wide", found[0].Properties[Keys.Target]);
        Assert.Equal("batchId", found[0].Properties[Keys.BatchId]);
        Assert.Equal("rows", found[0].Properties[Keys.Batch]);
        Assert.Contains("'retail.Names'", found[1].GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Api.Embedded)]
    [InlineData(Api.MicrosoftSpark)]
    public void A_write_is_repeated_only_where_one_run_does_both(Api api)
    {
        var found = Marked.Verify(api, """
            static class C
            {
                static void Start(DataFrame s, string app, bool a) => s.WriteStream().ForeachBatch((b, id) =>
                {
                    void W(DataFrame f, string path) => f.Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", id).{|DST125:Save|}(path);
                    if (a) W(b, "/lake/x"); else W(b, "/lake/x");
                    foreach (var path in new[] { "/lake/y", "/lake/z", "file:///lake/y/", "/lake/y/" })
                    {
                        if (path.Length > 100) continue;
                        W(b.Limit(1), path + "");
                    }
                }).Option("checkpointLocation", "/chk").Start();
            }
            """.Replace("if (a) W(b, \"/lake/x\"); else W(b, \"/lake/x\");", api == Api.Embedded ? "if (a) W(b, \"/lake/x\"); else W(b, \"/lake/x\");" : "", StringComparison.Ordinal)
               .Replace("void W", api == Api.MicrosoftSpark ? "b.Persist(); try { b.Count(); } finally { b.Unpersist(); } b = b.Persist(); try { } finally { b.Unpersist(); }\n void W" : "void W", StringComparison.Ordinal)
               .Replace("b.Limit(1)", api == Api.MicrosoftSpark ? "Other.Make(b)" : "b.Limit(1)", StringComparison.Ordinal)
            + (api == Api.MicrosoftSpark ? "abstract class Other { public static Func<DataFrame, DataFrame> Make { get; set; } = f => f; }" : ""));
        Assert.Single(found);
    }

    [Fact]
    public void What_can_not_be_known_is_left_alone() => Assert.Empty(Marked.Verify(Api.MicrosoftSpark, """
        abstract class C
        {
            protected abstract void Write(DataFrame f, string path);
            protected abstract string Format { get; }
            protected abstract Dictionary<string, string> Settings(long id);
            public void Start(DataFrame s, Dictionary<string, string> settings, string mode) => s.WriteStream().Options(settings).ForeachBatch((b, id) =>
            {
                b.Write().Format(Format).Mode("append").Save("/lake/a");
                if (id < 0) b.Write().Format("delta").Mode(mode).Save("/lake/b");
                if (id < 1) return;
                Write(b, "/lake/c");
            }).Start();
            public void Other(DataFrame s) => s.WriteStream().Option("checkpointLocation", "/chk").ForeachBatch((b, id) =>
                b.Write().Format("delta").Mode("append").Options(Settings(id)).Save("/lake/d")).Start();
        }
        """.Replace("if (id < 0)", "if (id < 0) return;\n if (id == 7)", StringComparison.Ordinal).Replace("b.Write().Format(Format)", "Extra(b).Write().Format(Format)", StringComparison.Ordinal)
           .Replace("protected abstract string Format", "protected abstract DataFrame Extra(DataFrame f);\n protected abstract string Format", StringComparison.Ordinal)));

    [Fact]
    public void An_iterator_that_gives_a_table_twice_is_seen() => Assert.Single(Marked.Verify(Api.MicrosoftSpark, """
        static class C
        {
            static IEnumerable<(string Table, DataFrame Rows)> Sinks(DataFrame b, bool withAudit)
            {
                yield return ("orders", b.Filter("amount > 0"));
                yield return ("orders", b.Filter("amount <= 0"));
                if (!withAudit)
                    yield break;
            }
            static void Start(DataFrame s, string app, bool audit) => s.WriteStream().ForeachBatch((b, id) =>
            {
                b.Persist();
                try
                {
                    foreach (var (table, rows) in Sinks(b, audit))
                        rows.Write().Format("delta").Mode("append").Option("txnAppId", app + table).Option("txnVersion", id).{|DST125:Save|}("/lake/" + table);
                }
                finally
                {
                    b.Unpersist();
                }
            }).Option("checkpointLocation", "/chk").Start();
        }
        """));

    [Theory]
    [InlineData("foreach (var sink in sinks)")]
    [InlineData("for (var i = 0; i < sinks.Count; i++)")]
    public void A_loop_that_says_the_same_each_round_is_seen(string loop) => Assert.Single(Marked.Verify(Api.Embedded, """
        static class C
        {
            static void Start(DataFrame s, string app, List<string> sinks) => s.WriteStream().ForeachBatch((b, id) =>
            {
                LOOP
                    b.Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", id).{|DST125:Save|}("/lake/t");
            }).Option("checkpointLocation", "/chk").Start();
        }
        """.Replace("LOOP", loop, StringComparison.Ordinal)));
}
