package ai.vivace.text.token;

import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Trains a tokenizer of parts of words on texts:
 *
 * <pre>{@code
 * SubwordTokenizer tokenizer = SubwordTraining.bytePair(8000).train(texts);
 * tokenizer.write(Path.of("tokenizer.json"));
 * }</pre>
 *
 * <p>Texts are read once, one after the other, and need not be in memory; their different words are. What comes out depends on the texts and the
 * settings, not on the number of threads.
 */
public final class SubwordTraining {
    /** The largest vocabulary. */
    private static final int MOST = 1 << 20;

    private final Kind kind;
    private final int size;
    private int leastFrequency = 2;
    private int threads = Math.min(16, Runtime.getRuntime().availableProcessors());
    private LetterCase letters = LetterCase.LOWERED;
    private Consumer<TrainingProgress> progress = step -> {};
    private BooleanSupplier cancelled = () -> false;

    private enum Kind {
        BYTE_PAIR,
        WORD_PIECE,
        UNIGRAM
    }

    private SubwordTraining(Kind kind, int size, int least) {
        InputException.require(
                size >= least && size <= MOST,
                () -> "The vocabulary may have " + least + " to " + MOST + " tokens, but came " + size + ".");
        this.kind = kind;
        this.size = size;
    }

    /**
     * Byte-level byte-pair encoding, as GPT-2 (Sennrich, Haddow and Birch 2016; Radford et al. 2019): any text can be encoded and comes back
     * as it was. Its special token {@code <|endoftext|>} is number 0, the 256 bytes follow.
     *
     * @param vocabularySize at most so many tokens; at least 257
     */
    public static SubwordTraining bytePair(int vocabularySize) {
        return new SubwordTraining(Kind.BYTE_PAIR, vocabularySize, 257);
    }

    /**
     * WordPiece, as BERT: pairs are merged by their frequency, as Hugging Face's trainer does. The tokens 0 to 4 are [PAD], [UNK], [CLS], [SEP] and
     * [MASK].
     *
     * @param vocabularySize at most so many tokens, unless there are more characters; at least 6
     */
    public static SubwordTraining wordPiece(int vocabularySize) {
        return new SubwordTraining(Kind.WORD_PIECE, vocabularySize, 6);
    }

    /**
     * The unigram model, as SentencePiece (Kudo 2018): likely parts of words are found by expectation and maximisation, and those that help
     * least are left out until as many are left as wanted. The tokens 0 to 2 are {@code <pad>}, {@code </s>} and {@code <unk>}.
     *
     * @param vocabularySize at most so many tokens, unless there are more characters; at least 4
     */
    public static SubwordTraining unigram(int vocabularySize) {
        return new SubwordTraining(Kind.UNIGRAM, vocabularySize, 4);
    }

    /** How often a pair must come to be merged; default 2. The unigram model's parts must come twice in any case. */
    public SubwordTraining leastFrequency(int times) {
        InputException.require(times >= 1, () -> "Pairs must come at least once, but came " + times + ".");
        leastFrequency = times;
        return this;
    }

    /** Threads that work; default one for each processor, at most 16. */
    public SubwordTraining threads(int count) {
        InputException.require(count >= 1, () -> "At least 1 thread must work, but came " + count + ".");
        threads = count;
        return this;
    }

    /** What WordPiece does with capitals and accents; default they are lowered and taken off. The other kinds keep them. */
    public SubwordTraining letters(LetterCase choice) {
        letters = choice;
        return this;
    }

    /** What is told now and then how far the training is; on the thread that trains. */
    public SubwordTraining progress(Consumer<TrainingProgress> listener) {
        progress = listener;
        return this;
    }

    /** Asked often whether to stop. */
    public SubwordTraining cancelled(BooleanSupplier question) {
        cancelled = question;
        return this;
    }

    /**
     * Trains on texts.
     *
     * @throws InputException when they have no words
     * @throws VivaceException when it is cancelled
     */
    public SubwordTokenizer train(Iterable<String> texts) {
        ObjectNode file =
                switch (kind) {
                    case BYTE_PAIR -> trainBytePairs(texts);
                    case WORD_PIECE -> trainWordPieces(texts);
                    case UNIGRAM -> trainUnigram(texts);
                };
        return TokenizerReading.read(new JsonPart(file, "the trained tokenizer: "));
    }

    private void step(String stage, long done, long total) {
        if (cancelled.getAsBoolean()) {
            throw new VivaceException("The training of the tokenizer was cancelled while " + stage + ".");
        }
        progress.accept(new TrainingProgress(stage, done, total));
    }

    /** How often each piece comes, in an order that is the texts' affair alone. */
    private Map<String, Long> counts(Iterable<String> texts, TextRule normalizer, PreTokenizer preTokenizer) {
        Map<String, Long> all = new TreeMap<>();
        long[] done = new long[1];
        new TextPipeline(threads, cancelled)
                .run(
                        texts,
                        part -> {
                            TokenCounts counts = new TokenCounts();
                            for (String text : part) {
                                preTokenizer.split(
                                        normalizer.apply(AlignedText.of(text)), piece -> counts.add(piece.text(), 1));
                            }
                            return counts;
                        },
                        counts -> {
                            counts.forEach((piece, times) -> all.merge(piece, times, Long::sum));
                            done[0] += counts.total();
                            step("counting", done[0], 0);
                        });
        InputException.require(!all.isEmpty(), () -> "The texts have no words to learn from. Give texts with words.");
        return all;
    }

    private ObjectNode trainBytePairs(Iterable<String> texts) {
        Map<String, Long> counts =
                counts(texts, text -> text, new ByteLevel(ByteLevel.First.AS_IT_IS, ByteLevel.Cutting.GPT2));
        Set<String> first = new LinkedHashSet<>(List.of("<|endoftext|>"));
        first.addAll(ByteAlphabet.characters());
        BytePairLearning learning = new BytePairLearning(first, "", counts);
        learning.learn(size, leastFrequency, this::step);
        ObjectNode model = TokenizerDefinition.JSON.createObjectNode().put("type", "BPE");
        model.set("vocab", numbers(learning.tokens()));
        ArrayNode merges = model.putArray("merges");
        learning.merges().forEach(pair -> merges.add(pair.left() + " " + pair.right()));
        return JsonTokenizers.byteLevel(model, "<|endoftext|>");
    }

    private ObjectNode trainWordPieces(Iterable<String> texts) {
        TextRule normalizer = new BertText(
                BertText.Cleaning.CLEANED,
                BertText.Chinese.APART,
                letters == LetterCase.LOWERED ? BertText.Accents.STRIPPED : BertText.Accents.KEPT,
                letters == LetterCase.LOWERED ? BertText.Letters.LOWERED : BertText.Letters.AS_THEY_ARE);
        Map<String, Long> counts = counts(texts, normalizer, BertText::split);
        Set<String> specials = new LinkedHashSet<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
        BytePairLearning learning = new BytePairLearning(specials, "##", counts);
        learning.learn(size, leastFrequency, this::step);
        return JsonTokenizers.bert(numbers(learning.tokens()), letters);
    }

    private ObjectNode trainUnigram(Iterable<String> texts) {
        Map<String, Long> counts = counts(
                texts,
                new UnicodeForm(Normalizer.Form.NFKC),
                new Metaspace("▁", Metaspace.Prepend.ALWAYS, Metaspace.Cutting.AT_SIGNS));
        List<String> specials = List.of("<pad>", "</s>", "<unk>");
        List<UnigramModel.Scored> learned =
                new UnigramLearning(counts, threads).learn(size - specials.size(), this::step);
        ObjectNode model = TokenizerDefinition.JSON
                .createObjectNode()
                .put("type", "Unigram")
                .put("unk_id", 2)
                .put("byte_fallback", false);
        ArrayNode vocabulary = model.putArray("vocab");
        List<String> tokens = new ArrayList<>(specials);
        specials.forEach(special -> vocabulary.addArray().add(special).add(0.0));
        learned.forEach(scored -> {
            vocabulary.addArray().add(scored.token()).add(scored.score());
            tokens.add(scored.token());
        });
        return JsonTokenizers.metaspace(model, numbers(tokens), "<pad>", "</s>", "<unk>");
    }

    private static ObjectNode numbers(List<String> tokens) {
        ObjectNode numbers = TokenizerDefinition.JSON.createObjectNode();
        for (int i = 0; i < tokens.size(); i++) {
            numbers.put(tokens.get(i), i);
        }
        return numbers;
    }
}
