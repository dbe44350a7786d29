using Distributary.Pipelines;
using Xunit;

namespace Distributary.Tests.Pipelines;

public sealed class PipelineDefinitionTests
{
    [Fact]
    public void Settings_take_the_places_of_their_names_in_every_string()
    {
        var definition = new PipelineDefinition
        {
            Name = "p",
            Checkpoint = "{lake}/_checkpoints/{env}",
            Sinks = [new() { Name = "a", Path = "{lake}/a", TxnAppId = "{env}.a", From = "batch" }],
            DeadLetter = new() { Name = "dead_letters", Path = "{lake}/dead", TxnAppId = "dead", From = "batch" },
        }.Resolve(new Values { ["lake"] = "/data", ["env"] = "test" });

        Assert.Equal("/data/_checkpoints/test", definition.Checkpoint);
        Assert.Equal("/data/a", definition.Sinks[0].Path);
        Assert.Equal("test.a", definition.Sinks[0].TxnAppId);
        Assert.Equal("/data/dead", definition.DeadLetter?.Path);
    }

    [Theory]
    [InlineData("{{lake}}", "{lake}")]
    [InlineData("a{{b", "a{b")]
    [InlineData("plain", "plain")]
    [InlineData("{lake}{lake}", "XX")]
    [InlineData("}{lake}", "}X")]
    public void Doubled_braces_stand_for_themselves(string template, string expected) =>
        Assert.Equal(expected, new PipelineDefinition { Name = "p", Checkpoint = template }.Resolve(new Values { ["lake"] = "X" }).Checkpoint);

    private sealed class Values : Dictionary<string, string>, IPipelineSettings;
}
