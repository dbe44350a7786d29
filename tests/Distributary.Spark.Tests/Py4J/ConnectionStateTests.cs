using Distributary.Spark.Py4J.Connections;

namespace Distributary.Spark.Tests.Py4J;

public sealed class ConnectionStateTests
{
    [Fact]
    public void Only_the_transitions_of_the_protocol_are_allowed()
    {
        var all = from a in Enum.GetValues<ConnectionState>() from b in Enum.GetValues<ConnectionState>() where a.CanBecome(b) select $"{a}->{b}";

        Assert.Equal(
            [
                "Idle->Calling", "Idle->Closed", "Idle->Broken",
                "Calling->Idle", "Calling->Serving", "Calling->Broken",
                "Listening->Serving", "Listening->Closed", "Listening->Broken",
                "Serving->Calling", "Serving->Listening", "Serving->Broken",
            ],
            all);
    }

    [Fact]
    public void A_connection_that_ended_stays_ended()
    {
        foreach (var state in Enum.GetValues<ConnectionState>().Where(s => s.IsFinal()))
            Assert.DoesNotContain(Enum.GetValues<ConnectionState>(), next => state.CanBecome(next));
    }
}
