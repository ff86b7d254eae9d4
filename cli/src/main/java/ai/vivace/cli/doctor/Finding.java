package ai.vivace.cli.doctor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one check found.
 *
 * @param topic what was looked at, one or two words
 * @param mark how it is
 * @param text what is there, one line
 * @param advice what to do about it, most likely cause first; empty when all is well
 * @param facts the same for programs
 */
public record Finding(String topic, Mark mark, String text, List<String> advice, Map<String, Object> facts) {
    /** How something is. */
    public enum Mark {
        /** As it should be. */
        OK,
        /** Usable, but slower or poorer than it need be. */
        WARN,
        /** Training does not work like this. */
        FAIL
    }

    /** Copies the collections. */
    public Finding {
        advice = List.copyOf(advice);
        // Not Map.copyOf, which forgets the order.
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    static Finding ok(String topic, String text) {
        return new Finding(topic, Mark.OK, text, List.of(), Map.of());
    }

    static Finding warn(String topic, String text, String... advice) {
        return new Finding(topic, Mark.WARN, text, List.of(advice), Map.of());
    }

    static Finding fail(String topic, String text, List<String> advice) {
        return new Finding(topic, Mark.FAIL, text, advice, Map.of());
    }

    /** This finding with one more fact. */
    Finding fact(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Finding(topic, mark, text, advice, more);
    }
}
