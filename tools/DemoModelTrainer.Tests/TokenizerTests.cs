using HybridInference.DemoModelTrainer.Corpus;
using HybridInference.DemoModelTrainer.Tokenization;

namespace HybridInference.DemoModelTrainer.Tests;

public class TokenizerTests
{
    private static readonly BpeTokenizer Tokenizer = BpeTrainer.Train(SampleTexts(), vocabularySize: 480);

    [Theory]
    [InlineData("Hello, world!")]
    [InlineData("anna.b-7@example.org costs €12.50")]
    [InlineData("  two  spaces\n\nand\tlines \n")]
    [InlineData("naïve 日本語 🙂")]
    [InlineData("")]
    public void Decode_AfterEncode_GivesTheTextBack(string text) => Assert.Equal(text, Tokenizer.Decode(Tokenizer.Encode(text)));

    [Fact]
    public void Train_AnyTexts_HasTheVocabularySizeAskedFor() => Assert.Equal(480, Tokenizer.Tokens.Count);

    [Fact]
    public void Train_SameTexts_SameMerges() => Assert.Equal(Tokenizer.Merges, BpeTrainer.Train(SampleTexts(), vocabularySize: 480).Merges);

    [Fact]
    public void Encode_Digits_AreNeverMerged() => Assert.Equal(8, Tokenizer.Encode("20261123").Count);

    [Fact]
    public void Encode_Number_HasTheSameTokensAfterASpace()
    {
        var plain = Tokenizer.Encode("1984");

        Assert.Equal([.. Tokenizer.Encode(" "), .. plain], Tokenizer.Encode(" 1984"));
    }

    [Fact]
    public void EncodeForTraining_AnswerAndEndOfTurn_AreWhatTheModelWrites()
    {
        ChatMessage[] messages = [ChatMessage.User("Hi"), ChatMessage.Assistant("Hello you")];

        var (tokens, isAnswer) = new ChatEncoder(Tokenizer).EncodeForTraining(messages);
        var answer = tokens.Where((_, index) => isAnswer[index]).ToArray();

        Assert.Equal([.. Tokenizer.Encode("Hello you"), Tokenizer.TurnEnd], answer);
    }

    [Fact]
    public void EncodePrompt_Messages_AreThePrefixOfTheTrainedConversation()
    {
        ChatMessage[] messages = [ChatMessage.System("Be brief."), ChatMessage.User("Hi"), ChatMessage.Assistant("Hello")];
        var encoder = new ChatEncoder(Tokenizer);

        var prompt = encoder.EncodePrompt(messages[..2]);

        Assert.Equal(prompt, encoder.EncodeForTraining(messages).Tokens.Take(prompt.Count));
    }

    private static IEnumerable<string> SampleTexts()
    {
        var conversations = new ConversationFactory(Grammar.Load());
        var random = new Random(1);
        return Enumerable.Range(0, 2000).SelectMany(_ => conversations.Create(random, Split.Training)).Select(message => message.Content);
    }
}
