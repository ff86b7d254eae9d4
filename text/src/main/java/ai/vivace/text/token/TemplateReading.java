package ai.vivace.text.token;

import ai.vivace.base.InputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the part "post_processor" of a tokenizer.json.
 *
 * @param template what is put around texts
 * @param offsets whether blanks are taken off the offsets
 */
record TemplateReading(Template template, Offsets offsets) {
    /** What offsets cover. */
    enum Offsets {
        WHOLE,
        WITHOUT_BLANKS
    }

    static TemplateReading read(JsonPart part) {
        if (part.isNothing()) {
            return new TemplateReading(Template.PLAIN, Offsets.WHOLE);
        }
        return switch (part.kind()) {
            case "TemplateProcessing" -> new TemplateReading(template(part), Offsets.WHOLE);
            case "ByteLevel" -> new TemplateReading(Template.PLAIN, trims(part));
            case "BertProcessing" -> bert(part);
            case "RobertaProcessing" -> roberta(part);
            case "Sequence" ->
                part.at("processors").list(TemplateReading::read).stream()
                        .reduce(new TemplateReading(Template.PLAIN, Offsets.WHOLE), TemplateReading::then);
            default -> throw part.unsupported(part.kind());
        };
    }

    private TemplateReading then(TemplateReading next) {
        return new TemplateReading(
                next.template.equals(Template.PLAIN) ? template : next.template,
                next.offsets == Offsets.WHOLE ? offsets : next.offsets);
    }

    private static Offsets trims(JsonPart part) {
        return part.at("trim_offsets").choice(true, Offsets.WITHOUT_BLANKS, Offsets.WHOLE);
    }

    private static TemplateReading bert(JsonPart part) {
        Template.Part begin = new Template.Special(List.of(number(part.at("cls"))), 0);
        Template.Part end = new Template.Special(List.of(number(part.at("sep"))), 0);
        Template.Part secondEnd = new Template.Special(List.of(number(part.at("sep"))), 1);
        Template.Part first = new Template.Sequence(0, 0);
        Template.Part second = new Template.Sequence(1, 1);
        return new TemplateReading(
                new Template(List.of(begin, first, end), List.of(begin, first, end, second, secondEnd)), Offsets.WHOLE);
    }

    private static TemplateReading roberta(JsonPart part) {
        Template.Part begin = new Template.Special(List.of(number(part.at("cls"))), 0);
        Template.Part end = new Template.Special(List.of(number(part.at("sep"))), 0);
        Template.Part first = new Template.Sequence(0, 0);
        Template.Part second = new Template.Sequence(1, 0);
        return new TemplateReading(
                new Template(List.of(begin, first, end), List.of(begin, first, end, end, second, end)), trims(part));
    }

    private static int number(JsonPart part) {
        List<JsonPart> both = part.list();
        InputException.require(
                both.size() == 2,
                () -> part.place() + " should be a token and its number, but is " + part.node() + ".");
        return both.get(1).integer();
    }

    private static Template template(JsonPart part) {
        Map<String, List<Integer>> specials = new HashMap<>();
        if (!part.at("special_tokens").isNothing()) {
            part.at("special_tokens")
                    .entries((name, token) -> specials.put(name, token.at("ids").list(JsonPart::integer)));
        }
        List<Template.Part> single = part.at("single").list(one -> piece(one, specials));
        List<Template.Part> pair = part.at("pair").isNothing()
                ? Template.PLAIN.pair()
                : part.at("pair").list(one -> piece(one, specials));
        return new Template(single, pair);
    }

    private static Template.Part piece(JsonPart part, Map<String, List<Integer>> specials) {
        if (!part.at("Sequence").isNothing()) {
            JsonPart sequence = part.at("Sequence");
            String name = sequence.at("id").text();
            InputException.require(
                    name.equals("A") || name.equals("B"),
                    () -> sequence.place() + " should be A or B, but is " + name + ".");
            return new Template.Sequence(
                    name.equals("A") ? 0 : 1, sequence.at("type_id").integer(0));
        }
        JsonPart special = part.at("SpecialToken");
        String name = special.at("id").text();
        List<Integer> ids = specials.get(name);
        InputException.require(
                ids != null,
                () -> special.place() + ": the special token \"" + name + "\" has no number in \"special_tokens\".");
        return new Template.Special(
                ids == null ? List.of() : ids, special.at("type_id").integer(0));
    }
}
