package ai.vivace.text.token;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a whole tokenizer.json. */
final class TokenizerReading {
    private static final int MOST_TOKENS = 1 << 24;

    private TokenizerReading() {}

    static SubwordTokenizer read(JsonPart file) {
        SubwordModel model = ModelReading.read(file.at("model"));
        List<AddedTokens.Added> added = file.at("added_tokens").isNothing()
                ? List.of()
                : file.at("added_tokens").list(TokenizerReading::added);
        TemplateReading template = TemplateReading.read(file.at("post_processor"));
        Vocabulary vocabulary = vocabulary(model.vocabulary(), added, file.place());
        return new SubwordTokenizer(
                NormalizerReading.read(file.at("normalizer")),
                PreTokenizerReading.read(file.at("pre_tokenizer")),
                model,
                added,
                template,
                TokenDecoder.read(file.at("decoder")),
                vocabulary,
                new SubwordTokenizer.Limits(truncation(file.at("truncation")), padding(file.at("padding"))),
                new TokenizerDefinition(file.node()));
    }

    private static AddedTokens.Added added(JsonPart part) {
        Set<AddedTokens.Trait> traits = EnumSet.noneOf(AddedTokens.Trait.class);
        for (AddedTokens.Trait trait : AddedTokens.Trait.values()) {
            boolean otherwise =
                    trait == AddedTokens.Trait.NORMALIZED && !part.at("special").flag(false);
            if (part.at(trait.name().toLowerCase(Locale.ROOT)).flag(otherwise)) {
                traits.add(trait);
            }
        }
        return new AddedTokens.Added(part.at("id").integer(), part.at("content").text(), traits);
    }

    private static Vocabulary vocabulary(Map<String, Integer> model, List<AddedTokens.Added> added, String place) {
        Map<Integer, String> byNumber = new HashMap<>();
        model.forEach((token, number) -> put(byNumber, token, number, place));
        added.forEach(token -> put(byNumber, token.content(), token.id(), place));
        int most = byNumber.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
        InputException.require(
                most < 2L * byNumber.size() + 1024,
                () -> place + "has " + byNumber.size() + " tokens, but the largest number is " + most
                        + ". Numbers should be without large gaps.");
        List<String> tokens = new ArrayList<>(most + 1);
        for (int i = 0; i <= most; i++) {
            tokens.add(byNumber.getOrDefault(i, Vocabulary.FILLING));
        }
        return Vocabulary.of(tokens);
    }

    private static void put(Map<Integer, String> byNumber, String token, int number, String place) {
        InputException.require(
                number >= 0 && number < MOST_TOKENS,
                () -> place + "the token \"" + token + "\" has the number " + number + "; 0 to " + (MOST_TOKENS - 1)
                        + " are possible.");
        String before = byNumber.put(number, token);
        InputException.require(
                before == null || before.equals(token),
                () -> place + "the tokens \"" + before + "\" and \"" + token + "\" both have the number " + number
                        + ".");
    }

    private static Optional<Truncation> truncation(JsonPart part) {
        return part.isNothing()
                ? Optional.empty()
                : Optional.of(new Truncation(
                        part.at("max_length").integer(),
                        part.at("strategy").constant(Truncation.Strategy.class, Truncation.Strategy.LONGEST_FIRST),
                        part.at("direction").constant(Side.class, Side.RIGHT)));
    }

    private static Optional<Padding> padding(JsonPart part) {
        if (part.isNothing()) {
            return Optional.empty();
        }
        JsonPart strategy = part.at("strategy");
        boolean fixed = strategy.node().isObject();
        if (!fixed && !strategy.text("BatchLongest").equals("BatchLongest")) {
            throw strategy.unsupported(strategy.text());
        }
        return Optional.of(new Padding(
                fixed ? strategy.at("Fixed").integer() : 0,
                Math.max(1, part.at("pad_to_multiple_of").integer(1)),
                part.at("direction").constant(Side.class, Side.RIGHT),
                part.at("pad_id").integer(0),
                part.at("pad_type_id").integer(0)));
    }
}
