using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;
using Distributary.Expressions.Tests.Binding;

namespace Distributary.Expressions.Tests.Functions;

public class FunctionCatalogueAgainstSpark
{
    private static readonly IReadOnlyList<PlanColumn> Columns = Bound.Columns(FunctionAnswers.Columns);

    /// <summary>Functions on whose calls Spark and the binder are known to differ, and why.</summary>
    private static readonly Dictionary<string, string> Differences = new()
    {
        ["cast"] = "CAST has a grammar of its own here",
        ["get"] = "Spark fails with a ClassCastException on what is no array",
        ["explode"] = "Spark was asked for one column, a map gives two",
        ["explode_outer"] = "as explode",
        ["posexplode"] = "as explode",
        ["posexplode_outer"] = "as explode",
        ["json_tuple"] = "as explode",
        ["lag"] = "without arguments Spark misses the window first",
        ["lead"] = "as lag",
    };

    [Fact]
    public void Every_call_has_Spark_4s_type_or_error_class()
    {
        var wrong = Wrong("4.0", new BinderOptions(), sameErrorClass: true).ToList();

        Assert.Equal([], wrong.Take(20));
    }

    [Fact]
    public void Every_call_with_ANSI_mode_off_has_Spark_35s_type_or_is_refused_too()
    {
        var empty = new[] { "struct()", "named_struct()" };
        var wrong = Wrong("3.5", new BinderOptions(Ansi: false) { Spark = new(3, 5) }, sameErrorClass: false).Where(w => !empty.Any(e => w.StartsWith(e, StringComparison.Ordinal))).ToList();

        Assert.Equal([], wrong.Take(20));
    }

    [Fact]
    public void A_function_that_the_chosen_Spark_lacks_is_not_found_and_the_message_says_since_when_it_is_there()
    {
        var (first, second) = (Found("3.5"), Found("4.0"));

        Assert.All(Accepted("4.0").Except(first), name => AssertCameWith("4.0", name, new() { Spark = new(3, 5) }));
        Assert.All(Accepted("4.2").Except(second), name => AssertCameWith("4.2", name, new()));
    }

    private static void AssertCameWith(string version, string name, BinderOptions options)
    {
        var problem = Assert.Single(ExpressionBinder.Bind(new FunctionCall(name, []), Columns, options).Diagnostics);

        Assert.Equal(("UNRESOLVED_ROUTINE", $"'{name}' came with Spark {version}."), (problem.ErrorClass, problem.Message));
    }

    private static IEnumerable<string> Found(string version) => FunctionAnswers.Read(version).Where(a => a.Verdict != "!UNRESOLVED_ROUTINE").Select(a => a.Function).Distinct();

    private static IEnumerable<string> Accepted(string version) => FunctionAnswers.Read(version).Where(a => a.Verdict[0] != '!').Select(a => a.Function).Distinct();

    private static IEnumerable<string> Wrong(string version, BinderOptions options, bool sameErrorClass)
    {
        foreach (var answer in FunctionAnswers.Read(version).Where(a => !Differences.ContainsKey(a.Function)))
        {
            var call = new FunctionCall(answer.Function, answer.Arguments.Select(a => (Expression)new ColumnReference(a)).ToValueList());
            var verdict = Bound.Verdict(ExpressionBinder.Bind(call, Columns, options, Bound.Everywhere));
            if (verdict != answer.Verdict && (sameErrorClass || verdict[0] != '!' || answer.Verdict[0] != '!'))
                yield return $"{answer}: Spark {answer.Verdict}, ours {verdict}";
        }
    }
}
