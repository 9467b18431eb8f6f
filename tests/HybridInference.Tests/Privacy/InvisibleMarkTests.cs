using HybridInference.Tests.Client;
using HybridInference.Tests.Privacy.Rules;
using HybridInference.TestUtils;

namespace HybridInference.Tests.Privacy;

/// <summary>Marks that nobody sees hide no value that they stand in.</summary>
public sealed class InvisibleMarkTests
{
    private static readonly PrivateValue[] Values =
    [
        new(PiiCategories.Email, PrivateText.Email()),
        new(PiiCategories.CreditCard, PrivateText.CardNumber()),
        new(PiiCategories.UsSsn, PiiText.SocialSecurityNumber()),
        new(PiiCategories.Secret, PrivateText.Key("ghp_", 36)),
    ];

    /// <summary>The first and last code point of each range with the property Default_Ignorable_Code_Point of which there are characters.</summary>
    public static TheoryData<int> Marks =>
    [
        0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E, 0x180F, 0x200B, 0x200F, 0x202A, 0x202E, 0x2060, 0x2064, 0x206F, 0x3164, 0xFE00,
        0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0, 0xFFF8, 0xE0001, 0xE0020, 0xE007F, 0xE0100, 0xE01EF, 0xE0FFF,
    ];

    [Theory]
    [MemberData(nameof(Marks))]
    public void Detect_MarkAnywhereInAValue_MatchIsTheValueWithTheMark(int mark)
    {
        foreach (PrivateValue value in Values)
        {
            for (int place = 1; place < value.Text.Length; place++)
            {
                string marked = value.Text.Insert(place, char.ConvertFromUtf32(mark));

                PiiMatch match = Assert.Single(Detection.Of($"it is {marked} \U0001F600"));

                Assert.Equal((value.Category, 6, marked.Length), (match.Category, match.Start, match.Length));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Marks))]
    public void Append_MarkCutInTwo_IsSkippedToo(int mark)
    {
        string marked = PrivateText.Email().Insert(3, char.ConvertFromUtf32(mark));
        var matches = new List<PiiStreamMatch>();
        var scanner = new PiiStreamScanner();
        foreach (char character in marked)
        {
            scanner.Append([character], matches);
        }

        scanner.Complete(matches);

        Assert.Equal((PiiCategories.Email, 0L, marked.Length), Assert.Single(matches) is var match ? (match.Category, match.Start, match.Length) : default);
    }

    [Fact]
    public void Detect_SecondHalfOfACharacterThatIsSeen_IsNoMark() =>
        Assert.DoesNotContain(Detection.Of("it is 321-\U0001F600-54-9876"), match => match.Category == PiiCategories.UsSsn);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_MarksInAValue_LeaveWithItBehindItsPlaceholder(bool streaming)
    {
        string plain = PrivateText.CardNumber();
        string marked = string.Join("\U000E0041\uFE0F\u034F", plain.ToCharArray());
        var hybrid = new TestHybrid(
            PrivateRequests.Down(), FakeChatClient.Replying("ok"), options: PrivateRequests.Handling((PiiCategories.CreditCard, PrivateDataHandling.RedactThenRemote)));

        await hybrid.Client.SendAsync(streaming, $"Charge {marked}, I mean {plain}.", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("Charge [CREDIT_CARD_1], I mean [CREDIT_CARD_1].", Assert.Single(hybrid.Remote.Requests).Text);
    }

    private sealed record PrivateValue(string Category, string Text);
}
