using System.Globalization;
using System.Net;
using CsCheck;

namespace HybridInference.TestUtils;

/// <summary>An address as somebody may write it, and the truth about it.</summary>
/// <param name="Text">The address.</param>
/// <param name="IsLoopback">Whether it is on this machine.</param>
public sealed record EndpointSpelling(string Text, bool IsLoopback)
{
    private static readonly string[] OtherHosts =
    [
        "localhost.example.com", "127.0.0.1.example.com", "example.com", "localhost-example", "xlocalhost", "local host", "ip6-localhost",
        "0.0.0.0", "[::]", "[::2]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[fe80::1]", "127.0.0.1.", "1.0.0.127", "localhost.localdomain",
        "127.example.com", "2130706433.example.com", "[2002:7f00:1::]",
    ];

    private static readonly string[] LoopbackHosts =
    [
        "localhost", "LOCALHOST", "LocalHost", "localhost.", "loopback", "[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "127.1", "127.0.1",
    ];

    /// <summary>Gets addresses of every kind: names, numbers in every notation, and what is put around a host to mislead who reads it.</summary>
    public static Gen<EndpointSpelling> Any { get; } = Gen.Select(CreateHosts(), CreateWrappings(), (host, wrap) => new EndpointSpelling(wrap(host.Text), host.IsLoopback))
        .Where(spelling => Uri.TryCreate(spelling.Text, UriKind.Absolute, out _));

    private static Gen<EndpointSpelling> CreateHosts() => Gen.OneOf(
        Gen.OneOf(OtherHosts).Select(host => new EndpointSpelling(host, IsLoopback: false)),
        Gen.OneOf(LoopbackHosts).Select(host => new EndpointSpelling(host, IsLoopback: true)),
        Gen.Select(Gen.OneOf<byte>(Gen.Const((byte)127), Gen.Byte[1, 223]), Gen.Byte.Array[3], Gen.Int[0, 4])
            .Select((first, rest, notation) => new EndpointSpelling(Write([first, .. rest], notation), first == 127)));

    private static string Write(byte[] address, int notation) => notation switch
    {
        0 => new IPAddress(address).ToString(),
        1 => ((uint)IPAddress.NetworkToHostOrder(BitConverter.ToInt32(address))).ToString(CultureInfo.InvariantCulture),
        2 => string.Join('.', address.Select(part => "0" + Convert.ToString(part, 8))),
        3 => string.Join('.', address.Select(part => $"0x{part:x}")),
        _ => $"[{new IPAddress(address).MapToIPv6()}]",
    };

    private static Gen<Func<string, string>> CreateWrappings() => Gen.OneOf<Func<string, string>>(
        host => $"http://{host}",
        host => $"https://{host}/v1",
        host => $"HTTP://{host}:8080/v1",
        host => $"http://127.0.0.1@{host}/v1",
        host => $"http://localhost:80@{host}:8080/v1",
        host => $"http://example.com@{host}/v1",
        host => $"http://{host}/@example.com",
        host => $"http://{host}\\@127.0.0.1/",
        host => $"http://{host}/127.0.0.1?localhost=127.0.0.1#localhost");
}
