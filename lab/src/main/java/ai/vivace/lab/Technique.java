package ai.vivace.lab;

/**
 * A technique against overfitting.
 *
 * @param kind whether it constrains weights or outputs, makes data, stops, or averages
 * @param members nets whose probabilities are averaged
 * @param times how many times the items of the baseline there are
 */
record Technique(String name, String kind, Recipe recipe, int members, int times) {
    static final String SPARSE = "L1, proximal";
    static final String SHIFTED = "shifted pictures";

    Technique(String name, String kind, Recipe recipe) {
        this(name, kind, recipe, 1, 1);
    }
}
