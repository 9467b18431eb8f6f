using System.Text;

namespace HybridInference.Tests.Privacy;

public sealed class CryptoAddressTests
{
    /// <summary>The addresses that the specifications use as examples, cut in two.</summary>
    public static TheoryData<string> Addresses =>
    [
        "1A1zP1eP5QGefi2D" + "MPTfTL5SLmv7DivfNa", // Bitcoin's first block
        "bc1qw508d6qejxtdg4" + "y5r3zarvary0c5xw7kv8f3t4", // BIP 173
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v" + "qzk5jj0", // BIP 350
        "0x5aAeb6053F3E94C9b9A0" + "9f33669435E7Ef1BeAed", // EIP-55
        "TR7NHqjeKQxGTCi8q8ZY4" + "pL8otSzgjLj6t", // the contract of a token on Tron
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Detect_Address_IsFound(string address)
    {
        PiiMatch match = Assert.Single(Detection.SureOf($"send it to {address} today"));

        Assert.Equal((PiiCategories.Crypto, address.Length), (match.Category, match.Length));
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Detect_AddressWithAWrongCharacter_IsNot(string address)
    {
        char wrong = address[^3] == 'e' ? 'E' : 'e';

        Assert.DoesNotContain(Detection.Of($"send it to {address[..^3]}{wrong}{address[^2..]} today"), match => match.Category == PiiCategories.Crypto);
    }

    [Fact]
    public void Hash_EmptyMessage_IsThatOfTheReference()
    {
        byte[] hash = new byte[Keccak256.HashSize];

        Keccak256.Hash(Encoding.ASCII.GetBytes(""), hash);

        Assert.Equal("C5D2460186F7233C927E7DB2DCC703C0E500B653CA82273B7BFAD8045D85A470", Convert.ToHexString(hash));
    }
}
