package ai.vivace.benchmarks;

import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.text.Document;
import ai.vivace.text.TextDocuments;
import ai.vivace.text.learn.LanguageData;
import ai.vivace.text.learn.LanguageLearner;
import ai.vivace.text.model.AwdConfiguration;
import ai.vivace.text.model.AwdLanguageModel;
import ai.vivace.text.token.BlankTokenizer;
import ai.vivace.text.token.VocabularyLimits;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains an AWD-LSTM of 128, 256 and 2 layers on random words by the learner, with its dropouts, AR, TAR, memory and Adam, and tells tokens
 * learnt from in a second of processor time, without start and validation, and the peak of memory. Options: {@code --vocabulary}, {@code
 * --batch}, {@code --length}, {@code --batches}, {@code --threads}.
 */
public final class LanguageStep {
    private LanguageStep() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        int vocabulary = options.number("vocabulary", 8000);
        int batch = options.number("batch", 64);
        int length = options.number("length", 72);
        int batches = options.number("batches", 40);
        Engine.threads(options.number("threads", 1));
        LanguageData data = LanguageData.of(words(vocabulary, batch * length * batches + batch + 1))
                .validation(words(vocabulary, 2 * batch * length + 1))
                .tokenizer(new BlankTokenizer(), VocabularyLimits.atLeast(1))
                .batchSize(batch)
                .sequenceLength(length)
                .build();
        AwdConfiguration sizes = AwdConfiguration.of(data.vocabulary(), 128, 256, 2);
        Map<String, Object> figures = new LinkedHashMap<>();
        try (LanguageLearner learner =
                LanguageLearner.of(data, AwdLanguageModel.of(sizes)).build()) {
            learner.fitOneCycle(1, 1e-3);
            double before = StepClock.SYSTEM.getProcessCpuTime() / 1e9;
            double validation = learner.validate().loss();
            double middle = StepClock.SYSTEM.getProcessCpuTime() / 1e9;
            learner.fitOneCycle(1, 1e-3);
            double after = StepClock.SYSTEM.getProcessCpuTime() / 1e9;
            double taken = after - middle - (middle - before);
            figures.put("tokens", tokens(data));
            figures.put("loss", StepClock.rounded(validation));
            figures.put("tokens_per_cpu_s", StepClock.rounded(tokens(data) / taken));
        }
        Report.print("language-step", "vivace", options, figures);
    }

    private static long tokens(LanguageData data) {
        long tokens = 0;
        try (BatchStream batches = data.data().training().epoch(0)) {
            while (true) {
                try (Scope scope = Scope.open()) {
                    Batch next = batches.next();
                    if (next == null) {
                        return tokens;
                    }
                    tokens += next.target().elements();
                }
            }
        }
    }

    /** A document of random words. */
    private static TextDocuments words(int vocabulary, int count) {
        Rng rng = Rng.of(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append('w')
                    .append(i < vocabulary ? i : rng.nextInt(vocabulary))
                    .append(' ');
        }
        return TextDocuments.of(List.of(new Document(text.toString(), "", "", "random words")));
    }
}
