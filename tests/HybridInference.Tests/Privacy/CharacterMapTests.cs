using CsCheck;

namespace HybridInference.Tests.Privacy;

public sealed class CharacterMapTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Char.Array[0, 300].Select(characters => new string(characters)),
        Gen.Char['\0', '\u00FF'].Array[0, 300].Select(characters => new string(characters)),
        Gen.OneOf(Gen.Const("a-1:"), Gen.Const("@=>_."), Gen.Const("aI_J-1-"), Gen.Const(" - 1- -x"), Gen.Const(" Zz/")).Array[0, 90].Select(string.Concat));

    [Theory]
    [InlineData((int)CharacterKind.Digit, "0123456789")]
    [InlineData((int)CharacterKind.Letter, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_")]
    [InlineData((int)CharacterKind.Token, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-.")]
    [InlineData((int)CharacterKind.Address, "0123456789ABCDEFabcdef:-.")]
    [InlineData((int)CharacterKind.Number, "0123456789 -./()*+")]
    [InlineData((int)CharacterKind.Dot, ".")]
    [InlineData((int)CharacterKind.Colon, ":")]
    public void Map_AnyText_KnowsThePlacesOfTheKind(int kind, string members) =>
        Gen.Select(Texts, Gen.Int[0, 300]).Sample((text, place) =>
        {
            int from = Math.Min(place, text.Length);
            var map = new CharacterMap();
            map.Start(text.Length);

            Assert.Equal(Or(text.AsSpan(from).IndexOfAnyExcept(members), text.Length - from), map.EndOf(text, (CharacterKind)kind, from) - from);
            Assert.Equal(text.AsSpan(from / 2, from - (from / 2)).LastIndexOfAnyExcept(members) + 1 + (from / 2), map.StartOf(text, (CharacterKind)kind, from, from / 2));
            AssertWindow(text, from, members, map, (CharacterKind)kind);
        });

    [Fact]
    public void Map_PlacesFarApart_AreReadAnew() =>
        Gen.Select(Texts.Where(text => text.Length > 0), Gen.Int[0, 1_000_000].Array[1, 20]).Sample((part, places) =>
        {
            string text = string.Concat(Enumerable.Repeat(part, 1 + (20_000 / part.Length)));
            var map = new CharacterMap();
            map.Start(text.Length);

            Assert.All(places, place => AssertWindow(text, place % text.Length, ":", map, CharacterKind.Colon));
        });

    [Fact]
    public void NextTrigger_AnyText_FindsWhatPrivateDataNeeds() =>
        Gen.Select(Texts, Gen.Int[0, 300]).Sample((text, place) =>
        {
            int from = Math.Min(place, text.Length);
            var map = new CharacterMap();
            map.Start(text.Length);

            int next = map.NextTrigger(text, from);

            Assert.InRange(next, from, text.Length);
            Assert.DoesNotContain(Enumerable.Range(from, next - from), at => IsTrigger(text, at));
            Assert.True(next == text.Length || "0123456789@:=>-_IJ.".Contains(text[next]));
        });

    [Theory]
    [InlineData('a', 'z')]
    [InlineData('0', ':')]
    [InlineData('-', '-')]
    [InlineData(' ', ' ')]
    public void InRange_WideAndNarrow_AgreeWithEachCharacter(char first, char last) =>
        Gen.Char.Array[CharacterBlock.Length].Sample(characters =>
        {
            ref ushort start = ref System.Runtime.InteropServices.MemoryMarshal.Cast<char, ushort>(characters.AsSpan())[0];
            ulong wide = WideCharacterBytes.Load(ref start).InRange(first, last);

            Assert.Equal(wide, NarrowCharacterBytes.Load(ref start).InRange(first, last));
            Assert.Equal(WideCharacterBytes.Load(ref start).Folded.InRange(first, last), NarrowCharacterBytes.Load(ref start).Folded.InRange(first, last));
            Assert.All(characters.Index(), place => Assert.Equal(place.Item >= first && place.Item <= last, (wide >> place.Index & 1) != 0));
        });

    [Fact]
    public void WordStarts_AnyText_AreWhereALetterFollowsAnotherCharacter() =>
        Gen.Select(Texts, Gen.Int[0, 300]).Sample((text, place) =>
        {
            int from = Math.Min(place, text.Length);
            uint starts = WordStarts.InBlock(text, from);
            for (int i = 0; i < WordStarts.BlockLength; i++)
            {
                Assert.Equal(from + i < text.Length && IsStart(text, from + i), (starts >> i & 1) != 0);
            }
        });

    private static void AssertWindow(string text, int from, string members, CharacterMap map, CharacterKind kind)
    {
        ulong window = map.At(text, Math.Min(from, Math.Max(0, text.Length - 1)))[kind];
        for (int i = 0; i < CharacterBlock.Length && from < text.Length; i++)
        {
            Assert.Equal(from + i < text.Length && members.Contains(text[from + i]), (window >> i & 1) != 0);
        }
    }

    private static bool IsTrigger(string text, int at)
    {
        char before = at == 0 ? ' ' : text[at - 1];
        return text[at] switch
        {
            (>= '0' and <= '9') or '@' or ':' or '=' or '>' => true,
            '-' => at + 1 < text.Length && text[at + 1] != ' ' && before is not ((>= '0' and <= '9') or ':'),
            '.' => at + 5 < text.Length && text[at + 1] != ' ' && text[at + 5] == '.',
            '_' or 'I' or 'J' => char.IsAsciiLetter(before),
            _ => false,
        };
    }

    private static bool IsStart(string text, int place)
    {
        char before = place == 0 ? ' ' : text[place - 1];
        bool isStart = char.IsAsciiLetter(text[place]) && (!char.IsAsciiLetter(before) || (char.IsAsciiLetterUpper(text[place]) && char.IsAsciiLetterLower(before)));
        return isStart || !char.IsAscii(text[place]);
    }

    private static int Or(int index, int length) => index < 0 ? length : index;
}
