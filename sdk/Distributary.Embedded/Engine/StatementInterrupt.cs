using DuckDB.NET.Data;

namespace Distributary.Embedded.Engine;

/// <summary>
/// Interrupts the statements of a connection once a token is cancelled, until it is disposed. Again and again, since an interrupt that comes just before a statement
/// begins is forgotten when it begins. An interrupted statement throws <see cref="OperationCanceledException"/>.
/// </summary>
internal sealed class StatementInterrupt : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    private readonly DuckDBCommand command;
    private readonly Timer timer;
    private readonly CancellationTokenRegistration registration;

    public StatementInterrupt(DuckDBConnection connection, CancellationToken token)
    {
        command = connection.CreateCommand();
        timer = new Timer(_ => command.Cancel());
        registration = token.Register(() => timer.Change(TimeSpan.Zero, Period));
    }

    /// <summary>Returns when no interrupt can come any more, so that the connection's next statement is safe.</summary>
    public void Dispose()
    {
        registration.Dispose();
        using var ended = new ManualResetEvent(false);
        timer.Dispose(ended);
        ended.WaitOne();
        command.Dispose();
    }
}
