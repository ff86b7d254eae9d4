package ai.vivace.benchmarks;

import ai.vivace.base.InputException;
import ai.vivace.text.TextLines;
import ai.vivace.text.token.RuledTokenizer;
import ai.vivace.text.token.SubwordTokenizer;
import ai.vivace.text.token.SubwordTraining;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.TextPipeline;
import ai.vivace.text.token.TokenCounts;
import ai.vivace.text.token.VocabularyEncoder;
import ai.vivace.text.token.VocabularyLimits;
import ai.vivace.text.token.WordTokenizer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times how text becomes numbers, on one thread: megabytes of UTF-8 in a second of that thread's processor time, the median of the repetitions.
 * Options: {@code --file}, a text of some megabytes, taken paragraph by paragraph; {@code --way} words (fastai's rules, words, a
 * vocabulary), word-piece or byte-pair (of {@code --tokenizer}, a tokenizer.json; trained on the text when there is none); {@code --warm-ups},
 * {@code --repetitions}.
 */
final class TokenFeed {
    private static final int TRAINED_SIZE = 16_000;

    private TokenFeed() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        Path file = Path.of(options.unreported("file", "."));
        String tokenizer = options.unreported("tokenizer", "");
        String way = options.text("way", "words");
        int warmUps = options.number("warm-ups", 5);
        double[] rates = new double[options.number("repetitions", 9)];
        List<String> texts = new ArrayList<>();
        TextLines.at(file).unit(TextLines.Unit.PARAGRAPH).read().texts().forEach(texts::add);
        long bytes = texts.stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        TextEncoder encoder = encoder(way, tokenizer, texts);
        long tokens = 0;
        for (int i = -warmUps; i < rates.length; i++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            tokens = 0;
            for (String text : texts) {
                tokens += encoder.ids(text).length;
            }
            long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            if (i >= 0) {
                rates[i] = bytes / 1e6 / (taken / 1e9);
            }
        }
        Arrays.sort(rates);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("megabytes", StepClock.rounded(bytes / 1e6));
        figures.put("tokens", tokens);
        figures.put("mb_per_cpu_s", StepClock.rounded(rates[rates.length / 2]));
        Report.print("token-feed", "vivace", options, figures);
    }

    private static TextEncoder encoder(String way, String tokenizer, List<String> texts) {
        if (way.equals("words")) {
            RuledTokenizer words = RuledTokenizer.of(new WordTokenizer());
            TokenCounts counts = TokenCounts.of(texts, words, TextPipeline.standard());
            return VocabularyEncoder.of(words, counts.vocabulary(VocabularyLimits.STANDARD));
        }
        if (!tokenizer.isEmpty()) {
            return SubwordTokenizer.read(Path.of(tokenizer)).withoutPadding().withoutTruncation();
        }
        return switch (way) {
            case "byte-pair" -> SubwordTraining.bytePair(TRAINED_SIZE).train(texts);
            case "word-piece" -> SubwordTraining.wordPiece(TRAINED_SIZE).train(texts);
            default -> throw new InputException("The way is words, word-piece or byte-pair, but came \"" + way + "\".");
        };
    }
}
