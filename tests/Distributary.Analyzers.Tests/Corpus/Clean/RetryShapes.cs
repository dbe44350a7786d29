using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

// Attempts of several shapes; each writes until it succeeds.
public static class RetryShapes
{
    public static void Run(DataFrame stream, string app, int tries)
    {
        stream.WriteStream().Option("checkpointLocation", "/chk/1").ForeachBatch((batch, id) =>
        {
            for (var attempt = 1; attempt <= tries; attempt++)
            {
                var done = false;
                try
                {
                    Append(batch, id, app);
                    done = true;
                }
                catch (Exception) when (attempt < tries)
                {
                    Thread.Sleep(100);
                }
                if (done)
                    break;
            }
        }).Start();
        stream.WriteStream().Option("checkpointLocation", "/chk/2").ForeachBatch((batch, id) =>
        {
            foreach (var delay in new[] { 100, 1000, 0 })
            {
                try
                {
                    Append(batch, id, app);
                    return;
                }
                catch (Exception) when (delay > 0)
                {
                    Thread.Sleep(delay);
                }
            }
        }).Start();
        stream.WriteStream().Option("checkpointLocation", "/chk/3").ForeachBatch((batch, id) =>
        {
            try
            {
                Append(batch, id, app);
            }
            catch (Exception)
            {
                Append(batch.Coalesce(1), id, app);
            }
        }).Start();
        stream.WriteStream().Option("checkpointLocation", "/chk/4").ForeachBatch((batch, id) => WithRetry(() => Append(batch, id, app))).Start();
        stream.WriteStream().Option("checkpointLocation", "/chk/5").ForeachBatch((batch, id) =>
        {
            Exception? last = null;
            var isDone = false;
            for (var attempt = 0; !isDone && attempt < 3; attempt++)
            {
                try
                {
                    Append(batch, id, app);
                    isDone = true;
                }
                catch (Exception error)
                {
                    last = error;
                }
            }
            if (!isDone)
                throw new InvalidOperationException("The batch can't be written.", last);
        }).Start();
    }

    private static void WithRetry(Action write)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                write();
                return;
            }
            catch (Exception) when (attempt < 3)
            {
                Thread.Sleep(TimeSpan.FromSeconds(attempt));
            }
        }
    }

    private static void Append(DataFrame rows, long id, string app) => rows.Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", id).Save("/lake/t");
}
