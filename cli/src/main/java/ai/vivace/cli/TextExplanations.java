package ai.vivace.cli;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.tensor.Device;
import ai.vivace.text.Document;
import ai.vivace.text.explain.RelevanceWriting;
import ai.vivace.text.explain.TextAttribution;
import ai.vivace.text.explain.TextRelevance;
import ai.vivace.text.learn.TextClassifierPredictor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which words of texts speak for an answer, for the command that explains. */
final class TextExplanations {
    private TextExplanations() {}

    /** How it is found out. */
    enum Method {
        INTEGRATED_GRADIENTS {
            @Override
            TextRelevance of(TextAttribution attribution, String text, String label) {
                return attribution.integratedGradients(text, label);
            }
        },
        GRADIENT_TIMES_INPUT {
            @Override
            TextRelevance of(TextAttribution attribution, String text, String label) {
                return attribution.gradientTimesInput(text, label);
            }
        },
        OCCLUSION {
            @Override
            TextRelevance of(TextAttribution attribution, String text, String label) {
                return attribution.occlusion(text, label);
            }
        };

        abstract TextRelevance of(TextAttribution attribution, String text, String label);

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The method of a name; integrated gradients for none. */
        static Method of(@Nullable String name) {
            if (name == null) {
                return INTEGRATED_GRADIENTS;
            }
            return Stream.of(values())
                    .filter(method -> method.label().equals(name.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new InputException(Spelling.unknown(
                            "method for texts",
                            name,
                            Stream.of(values()).map(Method::label).toList())));
        }
    }

    /**
     * Tells it of each text.
     *
     * @param label the class that is asked about; empty for the likeliest of each
     * @param out where a page of each is written; empty for nowhere
     */
    static void tell(
            Path model,
            List<String> given,
            Method method,
            Optional<String> label,
            Optional<Path> out,
            Device device,
            Console console) {
        out.ifPresent(folder -> RunFolder.checkWritable(folder.resolve(page(1)), "--out"));
        List<Document> documents = given.stream()
                .flatMap(words -> TextPredictions.documents(words).stream())
                .toList();
        RelevanceWriting writing = console.colour() ? RelevanceWriting.ANSI : RelevanceWriting.PLAIN;
        List<Map<String, Object>> told = new ArrayList<>();
        try (TextClassifierPredictor predictor = TextClassifierPredictor.open(model, device)) {
            TextAttribution attribution = predictor.attribution();
            for (Document document : documents) {
                String asked =
                        label.orElseGet(() -> predictor.predict(document.text()).label());
                TextRelevance relevance = method.of(attribution, document.text(), asked);
                console.print(String.format(
                        Locale.ROOT, "%s (%.2f)  %s", asked, relevance.answer(), writing.write(relevance)));
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("input", document.name());
                one.put("class", asked);
                one.put("logit", relevance.answer());
                one.put("words", words(document.text(), relevance));
                out.ifPresent(folder -> {
                    Path file = folder.resolve(page(told.size() + 1));
                    AtomicFile.write(file, RelevanceWriting.HTML.write(relevance));
                    console.note("Wrote " + file + ".");
                    one.put("file", file.toString());
                });
                told.add(one);
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.toString());
        document.put("method", method.label());
        document.put("explanations", told);
        console.document(document);
    }

    private static String page(int number) {
        return "text-" + number + ".html";
    }

    private static List<Map<String, Object>> words(String text, TextRelevance relevance) {
        List<Map<String, Object>> words = new ArrayList<>();
        for (TextRelevance.Word word : relevance.words()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("word", text.substring(word.from(), word.to()));
            one.put("from", word.from());
            one.put("to", word.to());
            one.put("value", word.value());
            words.add(one);
        }
        return words;
    }
}
