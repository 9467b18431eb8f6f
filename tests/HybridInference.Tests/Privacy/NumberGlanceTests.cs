using System.Globalization;
using System.Net;
using CsCheck;

namespace HybridInference.Tests.Privacy;

/// <summary>What the scan takes for granted about numbers, so that it need not ask every matcher.</summary>
public sealed class NumberGlanceTests
{
    /// <summary>What makes a number one of many in a text.</summary>
    private static readonly string Margin = new(' ', CueWindow.AloneMargin + 1);

    private static readonly Gen<string> Digits = Gen.Int[1, 12].SelectMany(length => Gen.Char['0', '9'].Array[length]).Select(digits => new string(digits));

    [Fact]
    public void Read_AnyText_CopiesTheDigitsAtThePlace() =>
        Gen.Select(Gen.OneOf(Gen.Char['0', '9'], Gen.Char['0', ':'], Gen.Char).Array[0, 40], Gen.Int[0, 40], Gen.Int[0, 40]).Sample((text, place, room) =>
        {
            int start = Math.Min(place, text.Length);
            string expected = string.Concat(text.Skip(start).TakeWhile(char.IsAsciiDigit).Take(room));
            char[] digits = new char[room];

            int length = DigitRun.Read(text, start, digits);

            Assert.Equal(expected, new string(digits, 0, length));
        });

    [Fact]
    public void HasTellingGroups_No_NoMatcherFindsANumberWithoutAWord() =>
        Gen.Select(Digits.Where(digits => digits[0] != '0'), Gen.Select(Choice(" ", "-", ".", "/", "  ", " ("), Digits).Array[0, 5]).Sample((first, rest) =>
        {
            string number = first + string.Concat(rest.Select(group => group.Item1 + group.Item2));
            string text = $"{Margin}{number}{Margin}";
            Assert.True(HasTellingGroups(text) || !IsMatched(text), text);
        });

    [Fact]
    public void TryReadPlain_AnyNumbers_AgreesWithTheFramework() =>
        Gen.Select(Gen.Int[0, 300].Array[1, 6], Choice("", ".", " ", ":80", "/8", "a", "01")).Sample((parts, rest) =>
        {
            string address = string.Join('.', parts);
            bool isPlain = IpAddressMatcher.TryReadPlain("ip " + address + rest, 3, out uint read, out int end);

            bool isExpected = parts.Length == 4 && parts.All(part => part <= 255) && rest is "" or " " or "/8";
            Assert.Equal(isExpected, isPlain);
            Assert.True(!isPlain || (end == 3 + address.Length && read == Value(address)), address);
        });

    [Theory]
    [InlineData("2031-03-17 10:22:33.123 user", true)]
    [InlineData("2031-03-17 10:22:33.123 [7]", true)]
    [InlineData("2031-03-17 10:22:33.123 User", false)]
    [InlineData("2031-03-17 10:22:33.123 12", false)]
    [InlineData("2031-03-17 10:22:33.123", true)]
    [InlineData("2031-03-17 10:22:33.123\n2031", true)]
    [InlineData("2031-03-17 10:22:33.123) 12", false)]
    [InlineData("2031-03-17 10:22:33.1234 user", false)]
    [InlineData("2031-03-17T10:22:33.123 user", false)]
    [InlineData("2031/03/17 10:22:33.123 user", false)]
    [InlineData("2031-03-17 10:22:33:123 user", false)]
    public void IsWhole_AnyText_IsTheStampOfALine(string text, bool isWhole) => Assert.Equal(isWhole, IsWholeStamp("\n" + text, 1));

    [Fact]
    public void Detect_StampBesideAWordForBirth_IsADateOfBirth() =>
        Assert.Equal(PiiCategories.DateOfBirth, Assert.Single(Detection.SureOf("date of birth: 1979-05-12 10:22:33.123 in the register")).Category);

    [Fact]
    public void Detect_StampBeforeOtherData_LeavesThemToBeFound() =>
        Assert.Equal([PiiCategories.Email, PiiCategories.Phone], Detection.SureOf("2031-03-17 10:22:33.123 user=elm@maple.example tel=+44 20 7946 0123").Select(match => match.Category));

    private static Gen<string> Choice(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static bool HasTellingGroups(string text)
    {
        NumberWindow number = WindowAt(text, Margin.Length);
        return number.Connected < SocialSecurityMatcher.Digits || NumberShape.HasTellingGroups(number);
    }

    private static bool IsWholeStamp(string text, int start) => TimeStamp.IsWhole(text, start, CharacterTraits.At(text, start - 1), WindowAt(text, start));

    private static bool IsMatched(string text)
    {
        var number = new NumberRun(text, Margin.Length, stackalloc char[NumberRun.MaxDigits + DigitRun.Slack]);
        CueWindow cues = new CueTrail().Around(text, Margin.Length, number.End);
        return (number.DigitCount >= CardNumberMatcher.MinDigits && CardNumberMatcher.TryMatch(number, cues, out _))
            || (number.DigitCount >= SocialSecurityMatcher.Digits && SocialSecurityMatcher.TryMatch(number, cues, out _))
            || (PhoneMatcher.TryParse(text, Margin.Length, out _, out PhoneMatch phone) && PhoneMatcher.Score(phone, number, cues) > 0);
    }

    private static NumberWindow WindowAt(string text, int start)
    {
        var map = new CharacterMap();
        map.Start(text.Length);
        return new NumberWindow(map.At(text, start));
    }

    private static uint Value(string address) =>
        uint.Parse(Convert.ToHexString(IPAddress.Parse(address).GetAddressBytes()), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
