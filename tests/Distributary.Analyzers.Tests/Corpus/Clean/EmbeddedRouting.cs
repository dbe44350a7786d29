using Distributary;
using Distributary.Embedded;
using static Distributary.Functions;

using var session = EmbeddedSession.Create();
var lake = args[0];
var stream = session.ReadStream().Schema("id INT, name STRING").Option("header", true).Csv("data/in");
using var query = stream.WriteStream()
    .ForeachBatch((batch, id) =>
    {
        void Append(DataFrame frame, string table) =>
            frame.Write().Format("delta").Mode(SaveMode.Append).Option("txnAppId", $"{lake}/{table}").Option("txnVersion", id).Save(Path.Combine(lake, table));

        Append(batch, "bronze");
        Append(batch.Filter("id > 0"), "good");
        Append(batch.Filter("NOT coalesce(id > 0, false)"), "bad");
    })
    .Option("checkpointLocation", Path.Combine(lake, "_checkpoints", "main"))
    .Trigger(Trigger.AvailableNow())
    .Start();
query.AwaitTermination();
