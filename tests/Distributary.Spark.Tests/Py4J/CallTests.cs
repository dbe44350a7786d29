using Distributary.Spark.Tests.Support;

[assembly: AssemblyFixture(typeof(Drivers))]

namespace Distributary.Spark.Tests.Py4J;

public sealed class CallTests(Drivers drivers)
{
    public static TheoryData<string> Texts =>
    [
        "", " ", "\\", "\n", "\r\n", "\\n", "e\ne\n!y", "\t\b\f\0\u0001\u001f\u007f\u0085\u2028\u2029", "äöü €中文", "\U0001F600\U0001F468\u200D\U0001F469", "\uFEFF", "\uFFFF", "'\"`;!{}[]",
    ];

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Methods_constructors_fields_and_arrays_of_the_JVM_can_be_used(string version)
    {
        var driver = drivers.Shared(version);
        var jvm = driver.Jvm;

        Assert.StartsWith(version, driver.SparkVersion);
        Assert.Equal(5, jvm.CallStaticJavaMethod<int>("java.lang.Math", "abs", -5));
        Assert.Equal(long.MaxValue, jvm.GetStaticField("java.lang.Long", "MAX_VALUE"));
        Assert.True(jvm.HasClass("java.lang.String"));
        Assert.False(jvm.HasClass("java.lang.Strange"));
        using var none = (JvmObject)jvm.GetStaticField("scala.None$", "MODULE$")!;
        Assert.True(none.Invoke<bool>("isEmpty"));
        using var point = jvm.CallConstructor("java.awt.Point", 3, 4);
        Assert.Equal(4, point.GetField("y"));
        using var list = jvm.CallConstructor("java.util.ArrayList");
        Assert.True(list.Invoke<bool>("add", "a"));
        Assert.True(list.Invoke<bool>("add", 7L));
        Assert.True(list.Invoke<bool>("add", (object?)null));
        Assert.Equal(["a", 7L, null], list.ToList());
        using var array = jvm.NewArray("java.lang.String", ["x", null, ""]);
        Assert.Equal(["x", null, ""], array.ToList());
        Assert.Equal("1, 2", jvm.CallStaticJavaMethod<string>("java.lang.String", "join", ", ", new List<string> { "1", "2" }));
        using var path = jvm.CallStaticJavaMethod<JvmObject>("java.nio.file.Paths", "get", "/a", new[] { "b", "c" });
        Assert.Equal("/a/b/c", path.Invoke<string>("toString"));
        Assert.Equal("[1, -2]", jvm.CallStaticJavaMethod<string>("java.util.Arrays", "toString", new[] { 1, -2 }));
        Assert.Equal("[true]", jvm.CallStaticJavaMethod<string>("java.util.Arrays", "toString", new[] { true }));
        Assert.Equal("[1.5]", jvm.CallStaticJavaMethod<string>("java.util.Arrays", "toString", new[] { 1.5 }));
        Assert.Equal("[5000000000]", jvm.CallStaticJavaMethod<string>("java.util.Arrays", "toString", new[] { 5_000_000_000 }));
        using var map = jvm.CallConstructor("java.util.TreeMap", new Dictionary<string, object?> { ["k"] = 1, ["n"] = null });
        Assert.Equal("{k=1, n=null}", map.Invoke<string>("toString"));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Values_of_every_type_go_there_and_back(string version)
    {
        var jvm = drivers.Shared(version).Jvm;
        using var list = jvm.CallConstructor("java.util.ArrayList");
        object?[] values =
        [
            null, true, false, int.MinValue, int.MaxValue, long.MinValue, long.MaxValue, 0.1, -0.0, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
            "text", Array.Empty<byte>(), new byte[] { 0, 10, 13, 92, 128, 255 }, SqlDecimal.From(-12.50m), new SqlDecimal(System.Numerics.BigInteger.Pow(10, 37), 9),
        ];

        foreach (var value in values)
            list.Invoke("add", value);

        Assert.Equal(values, list.ToList());
        Assert.Equal(5, jvm.CallStaticJavaMethod<long>("java.lang.Long", "valueOf", "5"));
        Assert.Equal(12.50m, jvm.CallStaticJavaMethod<JvmObject>("java.util.Optional", "of", 12.50m).Invoke<decimal>("get"));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Texts_come_back_character_by_character(string version)
    {
        var jvm = drivers.Shared(version).Jvm;
        foreach (var text in Texts.Select(t => t.Data))
        {
            using var builder = jvm.CallConstructor("java.lang.StringBuilder", text);
            Assert.Equal(text.Length, builder.Invoke("length"));
            Assert.Equal(text, builder.Invoke("toString"));
        }
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Replies_of_any_size_are_read(string version)
    {
        var jvm = drivers.Shared(version).Jvm;
        foreach (var size in new[] { 8190, 8191, 8192, 9000, 65_536, 100_000, 5_000_000 })
        {
            var text = string.Create(size, size, (span, _) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = (char)('a' + (i % 26));
            });
            using var builder = jvm.CallConstructor("java.lang.StringBuilder", text);
            Assert.Equal(text, builder.Invoke<string>("toString"));
        }
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void An_exception_of_the_JVM_tells_its_class_message_and_stack(string version)
    {
        var jvm = drivers.Shared(version).Jvm;

        var error = Assert.Throws<JvmException>(() => jvm.CallStaticJavaMethod("java.lang.Integer", "parseInt", "seven"));

        Assert.Equal("java.lang.NumberFormatException", error.JavaClass);
        Assert.Equal("For input string: \"seven\"", error.JavaMessage);
        Assert.Contains("java.lang.Integer.parseInt", error.JavaStackTrace);
        Assert.Equal((null, null), (error.ErrorClass, error.SqlState));
        Assert.Equal("For input string: \"seven\"", error.JavaException!.Invoke<string>("getMessage"));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void An_exception_of_Spark_tells_its_error_class_and_SQL_state(string version)
    {
        var jvm = drivers.Shared(version).Jvm;
        using var session = Sessions.GetOrCreate(jvm);

        var error = Assert.Throws<JvmException>(() => session.Invoke("sql", "SELECT * FROM nowhere"));

        Assert.Equal(("TABLE_OR_VIEW_NOT_FOUND", "42P01"), (error.ErrorClass, error.SqlState));
        Assert.EndsWith("AnalysisException", error.JavaClass);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void What_does_not_exist_is_an_error_that_leaves_the_connection_usable(string version)
    {
        var jvm = drivers.Shared(version).Jvm;
        using var list = jvm.CallConstructor("java.util.ArrayList");

        Assert.Contains("noSuchMethod", Assert.Throws<JvmException>(() => list.Invoke("noSuchMethod")).Message);
        Assert.Throws<JvmException>(() => list.Invoke("get", "text"));
        Assert.Throws<JvmException>(() => list.GetField("noSuchField"));
        Assert.Throws<JvmException>(() => jvm.GetStaticField("java.lang.Long", "NO_SUCH_FIELD"));
        Assert.Throws<JvmException>(() => jvm.GetStaticField("no.such.Type", "x"));
        Assert.Throws<JvmException>(() => jvm.CallConstructor("no.such.Type"));
        Assert.Throws<JvmException>(() => jvm.CallStaticJavaMethod("no.such.Type", "f"));
        Assert.Equal(0, list.Invoke<int>("size"));
        Assert.Throws<InvalidCastException>(() => list.Invoke<string>("size"));
        Assert.Throws<InvalidCastException>(() => list.Invoke<int>("clear"));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void The_gateway_keeps_no_objects_that_nobody_uses(string version)
    {
        var jvm = drivers.Shared(version).Jvm;
        var before = Settled(jvm);

        for (var i = 0; i < 1000; i++)
            Use(jvm);

        Eventually.Holds(() => Settled(jvm) <= before + 20, "the bindings are what they were");

        static void Use(Jvm jvm)
        {
            var list = jvm.CallConstructor("java.util.ArrayList", new List<string> { "a", "b" });
            list.Invoke<JvmObject>("iterator");
            jvm.CallStaticJavaMethod("java.util.Arrays", "toString", new[] { 1 });
            Assert.Throws<JvmException>(() => list.Invoke("get", 5));
        }

        static int Settled(Jvm jvm)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(50);
            using var gateway = jvm.GatewayServer.Invoke<JvmObject>("getGateway");
            using var bindings = gateway.Invoke<JvmObject>("getBindings");
            return bindings.Invoke<int>("size");
        }
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Calls_of_many_threads_at_once_get_their_own_replies(string version)
    {
        var jvm = drivers.Shared(version).Jvm;
        var threads = Enumerable.Range(0, 8).Select(n => Task.Factory.StartNew(() => Work(n), TaskCreationOptions.LongRunning)).ToArray();

        Eventually.Ends(() => Task.WhenAll(threads).ContinueWith(t => t.IsCompletedSuccessfully ? true : throw t.Exception!, TaskScheduler.Default).Result);

        void Work(int n)
        {
            for (var i = 0; i < 300; i++)
            {
                var text = $"{n} {i} {new string('x', i * 50)}";
                using var builder = jvm.CallConstructor("java.lang.StringBuilder", text);
                Assert.Equal(text, builder.Invoke<string>("toString"));
                Assert.Equal($"For input string: \"{n} {i}\"", Assert.Throws<JvmException>(() => jvm.CallStaticJavaMethod("java.lang.Integer", "parseInt", $"{n} {i}")).JavaMessage);
                if (i % 100 == 0)
                    GC.Collect();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Threads_of_the_JVM_keep_their_own_state(string version)
    {
        var jvm = drivers.Shared(version).Jvm;
        using var first = jvm.OpenThread();
        using var second = jvm.OpenThread();

        string Name() => jvm.CallStaticJavaMethod<JvmObject>("java.lang.Thread", "currentThread").Invoke<string>("getName");
        void Rename(string name) => jvm.CallStaticJavaMethod<JvmObject>("java.lang.Thread", "currentThread").Invoke("setName", name);
        using (first.Enter())
            Rename("one");
        using (second.Enter())
            Rename("two");
        string[] names = ["", ""];
        using (first.Enter())
            names[0] = Name();
        using (second.Enter())
            names[1] = Name();

        Assert.Equal(["one", "two"], names);
        Assert.DoesNotContain(Name(), names);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_callback_during_a_call_runs_on_the_same_thread_of_the_JVM(string version)
    {
        var jvm = drivers.Shared(version).Jvm;
        var names = new List<string>();
        string Name() => jvm.CallStaticJavaMethod<JvmObject>("java.lang.Thread", "currentThread").Invoke<string>("getName");
        using var proxy = jvm.CreateProxy("java.util.function.Function", (method, arguments) =>
        {
            names.Add(Name());
            return $"{method} {arguments[0]}";
        });
        using var thread = jvm.OpenThread();
        using var optional = jvm.CallStaticJavaMethod<JvmObject>("java.util.Optional", "of", "x");

        string own;
        using (thread.Enter())
        {
            own = Name();
            using var mapped = optional.Invoke<JvmObject>("map", proxy);
            Assert.Equal("apply x", mapped.Invoke("get"));
        }

        Assert.Equal([own], names);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_proxy_that_the_JVM_has_collected_is_forgotten(string version)
    {
        var jvm = drivers.Shared(version).Jvm;
        var before = jvm.ProxyCount;
        var proxy = jvm.CreateProxy("java.lang.Runnable", (_, _) => null);
        jvm.CallStaticJavaMethod<JvmObject>("java.util.Optional", "of", proxy).Dispose();
        Assert.Equal(before + 1, jvm.ProxyCount);

        Eventually.Holds(
            () =>
            {
                jvm.CallStaticJavaMethod("java.lang.System", "gc");
                return jvm.ProxyCount <= before;
            },
            "the proxy is forgotten");
    }
}
