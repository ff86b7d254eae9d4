package ai.vivace.cli;

import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Prediction;
import ai.vivace.tensor.Device;
import ai.vivace.text.Document;
import ai.vivace.text.TextDocuments;
import ai.vivace.text.TextLines;
import ai.vivace.text.TextTable;
import ai.vivace.text.learn.TextClassifierPredictor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Classes of texts, for the command that uses models. */
final class TextPredictions {
    private static final int AT_ONCE = 256;

    private TextPredictions() {}

    /** Whether a model takes texts. */
    static boolean isFor(Path model) {
        return ExportedModel.inputOf(model) instanceof InputFormat.Texts;
    }

    /** Tells the classes of texts that were given as words, or are in files. */
    static void tell(Path model, List<String> given, int top, Device device, Console console) {
        List<Document> documents = new ArrayList<>();
        given.forEach(words -> documents.addAll(documents(words)));
        ClassPredictions words = new ClassPredictions(top);
        PredictionReport report = new PredictionReport(console, model);
        try (TextClassifierPredictor predictor = TextClassifierPredictor.open(model, device)) {
            for (int from = 0; from < documents.size(); from += AT_ONCE) {
                List<Document> some = documents.subList(from, Math.min(documents.size(), from + AT_ONCE));
                List<Prediction> answers =
                        predictor.predict(some.stream().map(Document::text).toList());
                for (int i = 0; i < answers.size(); i++) {
                    Document one = some.get(i);
                    report.add(one.name(), words.words(answers.get(i)), words.facts(answers.get(i)), null);
                }
            }
        }
        report.end(new SkippedPictures(false));
    }

    /** The texts that an argument stands for: those of a file, or itself. */
    static List<Document> documents(String words) {
        if (!isFile(words)) {
            return List.of(new Document(words, "", "", "\"" + SearchCommand.told(words) + "\""));
        }
        Path file = Path.of(words);
        TextDocuments read = TextDataOptions.isTable(file)
                ? TextTable.guess(file, StandardCharsets.UTF_8).csv().label("").read()
                : TextLines.at(file).unit(TextLines.Unit.LINE).read();
        List<Document> documents = new ArrayList<>();
        read.forEach(documents::add);
        return documents;
    }

    private static boolean isFile(String words) {
        try {
            return Files.isRegularFile(Path.of(words));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
