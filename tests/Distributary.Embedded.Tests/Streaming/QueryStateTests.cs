using Distributary.Embedded.Streaming;
using Xunit;

namespace Distributary.Embedded.Tests.Streaming;

public sealed class QueryStateTests
{
    [Fact]
    public void Only_the_transitions_of_the_diagram_are_allowed()
    {
        var all = from a in Enum.GetValues<QueryState>() from b in Enum.GetValues<QueryState>() where a.CanBecome(b) select $"{a}->{b}";

        Assert.Equal(
            [
                "Waiting->InBatch", "Waiting->Stopping", "Waiting->Finished", "Waiting->Failed",
                "InBatch->Waiting", "InBatch->Stopping", "InBatch->Failed",
                "Stopping->Stopped",
            ],
            all);
    }

    [Fact]
    public void A_query_that_ended_stays_ended()
    {
        foreach (var state in Enum.GetValues<QueryState>().Where(s => s.IsFinal()))
            Assert.DoesNotContain(Enum.GetValues<QueryState>(), next => state.CanBecome(next));
    }
}
