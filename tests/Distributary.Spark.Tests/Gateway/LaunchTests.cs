using System.Net;
using System.Net.Sockets;
using Distributary.Spark.Gateway;
using Distributary.Spark.Tests.Support;

namespace Distributary.Spark.Tests.Gateway;

public sealed class LaunchTests(Drivers drivers) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("distributary-tests-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Without_SPARK_HOME_the_error_says_to_set_it()
    {
        var error = Assert.Throws<GatewayException>(() => JvmGateway.Launch(new() { SparkHome = "" }));

        Assert.Contains("set the environment variable SPARK_HOME", error.Message);
    }

    [Fact]
    public void A_folder_without_Spark_is_named()
    {
        var error = Assert.Throws<GatewayException>(() => JvmGateway.Launch(new() { SparkHome = folder.FullName }));

        Assert.Contains(Path.Combine(folder.FullName, "bin", "spark-submit"), error.Message);
    }

    [Fact]
    public void A_JAVA_HOME_without_Java_is_named()
    {
        var options = Drivers.Options(Drivers.Newest) with { Environment = new Dictionary<string, string?> { ["JAVA_HOME"] = folder.FullName } };

        var error = Assert.Throws<GatewayException>(() => JvmGateway.Launch(options));

        Assert.Contains($"Java was not found: JAVA_HOME is {folder.FullName}", error.Message);
    }

    [Fact]
    public void Without_any_Java_the_error_says_to_install_one()
    {
        foreach (var program in new[] { "bash", "dirname", "ps" })
            File.CreateSymbolicLink(Path.Combine(folder.FullName, program), Find(program));
        var options = Drivers.Options(Drivers.Newest) with { Environment = new Dictionary<string, string?> { ["JAVA_HOME"] = null, ["PATH"] = folder.FullName } };

        var error = Assert.Throws<GatewayException>(() => JvmGateway.Launch(options));

        Assert.Contains("JAVA_HOME isn't set and there is no java on the PATH", error.Message);
        Assert.Contains("exit code", error.Message);

        static string Find(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(p => Path.Combine(p, program)).First(File.Exists);
    }

    [Fact]
    public void A_Java_that_is_too_old_is_recognized()
    {
        var error = Assert.Throws<GatewayException>(() => JvmGateway.Launch(WithJava("echo 'Exception in thread \"main\" java.lang.UnsupportedClassVersionError: org/apache/spark' >&2; exit 1")));

        Assert.Contains("The Java is too old for this Spark", error.Message);
    }

    [Fact]
    public void A_driver_that_ends_before_it_is_ready_tells_its_exit_code_and_last_lines()
    {
        var options = Drivers.Options(Drivers.Newest) with { Arguments = ["--no-such-option"] };

        var error = Assert.Throws<GatewayException>(() => JvmGateway.Launch(options));

        Assert.Contains("ended before it was ready, with exit code 1", error.Message);
        Assert.Contains("--no-such-option", error.Message);
    }

    [Fact]
    public void A_driver_that_does_not_get_ready_is_ended()
    {
        var pidFile = Path.Combine(folder.FullName, "pid");
        var options = WithJava($"echo $$ > {pidFile}; exec sleep 600") with { StartTimeout = TimeSpan.FromSeconds(2) };

        var error = Assert.Throws<GatewayException>(() => JvmGateway.Launch(options));

        Assert.Contains("not ready after 2 s", error.Message);
        var id = int.Parse(File.ReadAllText(pidFile));
        Eventually.Holds(() => !Processes.Runs(id), "the driver's Java is gone");
    }

    [Theory]
    [InlineData("3.4.1")]
    [InlineData("2.4.8")]
    [InlineData("unknown")]
    public void A_Spark_that_is_too_old_is_refused(string version)
    {
        using var gateway = new FakeGateway((peer, command) =>
        {
            Assert.Equal("c z:org.apache.spark.package SPARK_VERSION", command);
            peer.Send($"!ys{version}\n");
        });

        var error = Assert.Throws<GatewayException>(() => JvmGateway.Connect(new(gateway.Port, FakeGateway.Secret), process: null));

        Assert.Contains($"This is Spark {version}; 3.5 or a later one is needed", error.Message);
    }

    [Theory]
    [InlineData("py4j.JavaServer", true)]
    [InlineData("py4j.GatewayServer", false)]
    public void A_driver_that_can_call_no_handlers_is_not_joined(string serverClass, bool isJoined)
    {
        using var gateway = new FakeGateway((peer, command) => peer.Send(command switch
        {
            "c z:org.apache.spark.package SPARK_VERSION" => "!ys4.0.4\n",
            "c GATEWAY_SERVER getClass" => "!yro1\n",
            "c o1 getName" => $"!ys{serverClass}\n",
            _ => "!x\n",
        }));
        JvmGateway Join() => JvmGateway.Join(gateway.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), FakeGateway.Secret);

        if (isJoined)
            Join().Dispose();
        else
            Assert.Contains("PYSPARK_PIN_THREAD", Assert.Throws<GatewayException>(Join).Message);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("70000")]
    [InlineData("port")]
    [InlineData("")]
    public void A_port_to_join_that_is_none_is_named(string port) =>
        Assert.Contains($"PYSPARK_GATEWAY_PORT should be the port of a Spark driver's gateway, but is '{port}'", Assert.Throws<GatewayException>(() => JvmGateway.Join(port, FakeGateway.Secret)).Message);

    [Theory]
    [InlineData("")]
    [InlineData("top\nsecret")]
    public void A_secret_that_cannot_be_one_is_refused_without_showing_it(string secret)
    {
        var error = Assert.Throws<GatewayException>(() => new ConnectionInfo(1, secret));

        Assert.DoesNotContain("top", error.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\u0001\0\0\0")]
    [InlineData("\0\0\0\0\0\0\0\u0001a")]
    [InlineData("\0\u0001\0\0\0\0\0\u0001a")]
    [InlineData("\0\0\0\u0001\0\0\0\u0002a")]
    [InlineData("\0\0\0\u0001\0\0\0\u0001ab")]
    public void Connection_information_of_another_form_is_refused(string content)
    {
        var path = Path.Combine(folder.FullName, "connection");
        File.WriteAllText(path, content);

        Assert.Throws<GatewayException>(() => ConnectionInfo.Read(path));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Nothing_of_the_secret_is_left_behind(string version)
    {
        var driver = drivers.Shared(version);

        var path = driver.Jvm.CallStaticJavaMethod<string>("java.lang.System", "getenv", "_PYSPARK_DRIVER_CONN_INFO_PATH");

        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }

    [Fact]
    public void The_service_whose_port_is_taken_is_named_by_the_exception()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var options = Drivers.Options(Drivers.Newest);
        string[] arguments = [.. options.Arguments, "--conf", $"spark.driver.port={port}", "--conf", "spark.port.maxRetries=0", "--conf", "spark.driver.bindAddress=127.0.0.1"];
        using var driver = JvmGateway.Launch(options with { Arguments = arguments });

        var error = Assert.Throws<JvmException>(() => Sessions.GetOrCreate(driver.Jvm));

        Assert.Equal("java.net.BindException", error.JavaClass);
        Assert.Contains("sparkDriver", error.Message);
    }

    private SparkSubmitOptions WithJava(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The Java of this test is a shell script.");
        var bin = folder.CreateSubdirectory("bin");
        var java = Path.Combine(bin.FullName, "java");
        File.WriteAllText(java, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(java, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Drivers.Options(Drivers.Newest) with { Environment = new Dictionary<string, string?> { ["JAVA_HOME"] = folder.FullName } };
    }
}
