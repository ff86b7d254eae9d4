package ai.vivace.text.learn;

import ai.vivace.nn.Layer;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.ParameterGroup;
import ai.vivace.nn.Splitter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How parameters of text models fall into groups with rates of their own. */
final class TextGroups {
    private static final Pattern RECURRENT = Pattern.compile(".*\\brnns\\.\\d+");
    private static final Pattern LAYER = Pattern.compile(".*\\blayer\\.\\d+");
    private static final String TOKENS = "tokens";
    private static final String HEAD = "head";

    private TextGroups() {}

    /** fastai's of AWD-LSTM as a language model: each layer, then embedding and decoder, which share their weight. */
    static Splitter languageModel() {
        return model -> {
            List<ParameterGroup> groups = new ArrayList<>();
            Map<String, Parameter> shared = new LinkedHashMap<>();
            named(model, path -> first(RECURRENT, path, TOKENS)).forEach((name, parameters) -> {
                if (name.equals(TOKENS)) {
                    shared.putAll(parameters);
                } else {
                    groups.add(new ParameterGroup(name, parameters));
                }
            });
            groups.add(new ParameterGroup(TOKENS, shared));
            return List.copyOf(groups);
        };
    }

    /** fastai's of AWD-LSTM as a classifier: the embedding, each layer, the head. */
    static Splitter recurrentClassifier() {
        return model -> listed(named(model, path -> path.startsWith("1.") ? HEAD : first(RECURRENT, path, TOKENS)));
    }

    /** Of an encoder with a head: the embeddings, each layer, the head with what stands before it. */
    static Splitter encoderClassifier(String body) {
        return model -> listed(named(model, path -> {
            boolean head = !path.startsWith(body + ".") || path.startsWith(body + ".pooler.");
            return head ? HEAD : first(LAYER, path, TOKENS);
        }));
    }

    private static String first(Pattern pattern, String path, String otherwise) {
        Matcher matcher = pattern.matcher(path);
        return matcher.lookingAt() ? matcher.group() : otherwise;
    }

    /** Parameters by their group's name, groups in the order in which they first come. */
    private static Map<String, Map<String, Parameter>> named(Layer model, UnaryOperator<String> name) {
        Map<String, Map<String, Parameter>> groups = new LinkedHashMap<>();
        model.parameters()
                .forEach((path, parameter) -> groups.computeIfAbsent(name.apply(path), key -> new LinkedHashMap<>())
                        .put(path, parameter));
        return groups;
    }

    private static List<ParameterGroup> listed(Map<String, Map<String, Parameter>> groups) {
        List<ParameterGroup> all = new ArrayList<>();
        groups.forEach((name, parameters) -> all.add(new ParameterGroup(name, parameters)));
        return List.copyOf(all);
    }
}
