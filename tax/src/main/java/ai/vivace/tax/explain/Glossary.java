package ai.vivace.tax.explain;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The words of the tax forms, in alphabetical order. */
public final class Glossary {
    private static final String FILE = "glossary.json";

    /** Reads the file once. */
    private static final class Loaded {
        private static final List<GlossaryTerm> TERMS = read();
    }

    private Glossary() {}

    /** All words. */
    public static List<GlossaryTerm> terms() {
        return Loaded.TERMS;
    }

    /**
     * A word.
     *
     * @throws InputException for a word that is not in the glossary; it suggests the nearest
     */
    public static GlossaryTerm find(String name) {
        return terms().stream()
                .filter(term -> term.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new InputException(Spelling.unknown(
                        "word", name, terms().stream().map(GlossaryTerm::name).toList())));
    }

    private static List<GlossaryTerm> read() {
        try (InputStream in = Objects.requireNonNull(Glossary.class.getResourceAsStream(FILE), FILE);
                JsonParser json = new JsonFactory().createParser(in)) {
            List<GlossaryTerm> terms = new ArrayList<>();
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                terms.add(term(json));
            }
            return List.copyOf(terms);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GlossaryTerm term(JsonParser json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            fields.put(json.currentName(), json.nextTextValue());
        }
        return new GlossaryTerm(
                field(fields, "term"), field(fields, "meaning"), field(fields, "where"), field(fields, "example"));
    }

    private static String field(Map<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), () -> FILE + ", " + fields + ": \"" + name + "\" is missing");
    }
}
