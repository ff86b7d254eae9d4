package ai.vivace.store;

import ai.vivace.tensor.Engine;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a model came to be.
 *
 * @param seed the training's seed
 * @param date when it was exported
 * @param settings what the training was told, by name
 * @param metrics how good the model was, by the metric's name
 * @param versions of the software, by name: {@code vivace}, {@code engine}, {@code java}
 */
public record Provenance(
        long seed,
        Instant date,
        Map<String, String> settings,
        Map<String, Double> metrics,
        Map<String, String> versions) {
    public Provenance {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    }

    /** A record of a seed and a date with the running software's versions, without settings and metrics. */
    public static Provenance of(long seed, Instant date) {
        String vivace = Provenance.class.getPackage().getImplementationVersion();
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("vivace", vivace == null ? "development" : vivace);
        versions.put("engine", Engine.version());
        versions.put("java", Runtime.version().toString());
        return new Provenance(seed, date, Map.of(), Map.of(), versions);
    }

    /** The same with what the training was told. */
    public Provenance settings(Map<String, String> told) {
        return new Provenance(seed, date, told, metrics, versions);
    }

    /** The same with how good the model was. */
    public Provenance metrics(Map<String, Double> measured) {
        return new Provenance(seed, date, settings, measured, versions);
    }
}
