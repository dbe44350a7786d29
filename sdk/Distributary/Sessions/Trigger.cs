namespace Distributary;

/// <summary>When the batches of a streaming query begin.</summary>
public abstract record Trigger
{
    private Trigger()
    {
    }

    /// <summary>All data that is there at the start, in batches as the source's limits say; then the query ends.</summary>
    public static Trigger AvailableNow() => new AvailableNowTrigger();

    /// <summary>All data that is there at the start in one batch, whatever the source's limits say; then the query ends.</summary>
    public static Trigger Once() => new OnceTrigger();

    /// <summary>A batch at each multiple of an interval, or as soon as the one before is done where that takes longer.</summary>
    /// <param name="interval">The time between the starts of two batches; zero for as soon as there is data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is negative.</exception>
    public static Trigger ProcessingTime(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.Zero);
        return new ProcessingTimeTrigger(interval);
    }

    /// <summary>See <see cref="AvailableNow"/>.</summary>
    public sealed record AvailableNowTrigger : Trigger;

    /// <summary>See <see cref="Once"/>.</summary>
    public sealed record OnceTrigger : Trigger;

    /// <summary>See <see cref="ProcessingTime(TimeSpan)"/>.</summary>
    /// <param name="Interval">The time between the starts of two batches.</param>
    public sealed record ProcessingTimeTrigger(TimeSpan Interval) : Trigger;
}
