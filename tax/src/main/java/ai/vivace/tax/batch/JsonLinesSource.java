package ai.vivace.tax.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of a file with a JSON object on each line; lists become texts with semicolons. */
final class JsonLinesSource implements RowSource {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final BufferedReader in;
    private long row;

    JsonLinesSource(BufferedReader in) {
        this.in = in;
    }

    @Override
    public Optional<Entry> next() throws IOException {
        String line = in.readLine();
        while (line != null && line.isBlank()) {
            line = in.readLine();
        }
        if (line == null) {
            return Optional.empty();
        }
        row++;
        return Optional.of(entry(line));
    }

    private Entry entry(String line) throws IOException {
        List<String> names = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return bad("expected a JSON object on the line, but found " + json.getText() + ".");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                names.add(json.currentName());
                texts.add(text(json));
            }
            return new Good(new FilerRow(row, names, texts));
        } catch (JsonProcessingException e) {
            return bad("expected a JSON object on the line: " + e.getOriginalMessage() + ".");
        }
    }

    private Entry bad(String message) {
        return new Bad(new BadRow(row, Optional.empty(), message));
    }

    /** The value of the field whose name the parser stands at. */
    private static String text(JsonParser json) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return "";
        }
        if (token != JsonToken.START_ARRAY) {
            String text = json.getText();
            json.skipChildren();
            return text;
        }
        List<String> parts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            parts.add(json.getText());
        }
        return String.join(";", parts);
    }
}
