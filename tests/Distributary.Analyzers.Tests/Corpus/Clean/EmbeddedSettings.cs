using Distributary;
using Distributary.Embedded;
using static Distributary.Functions;

namespace Shop;

public sealed record SinkSettings(string Path, string AppId);

public sealed class EmbeddedSettings
{
    private readonly SinkSettings settings;

    public EmbeddedSettings(SinkSettings settings) => this.settings = settings;

    public StreamingQuery Start(DataFrame stream) => stream.WriteStream().ForeachBatch(OnBatch).Option("checkpointLocation", settings.Path + "/../_checkpoints").Start();

    private void OnBatch(DataFrame batch, long batchId) =>
        batch.Write().Format("delta").Mode("append").Option("txnAppId", settings.AppId).Option("txnVersion", batchId).Save(settings.Path);
}
