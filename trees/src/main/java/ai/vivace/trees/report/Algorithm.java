package ai.vivace.trees.report;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The ways to make a model of trees, by the names that the command line has for them. */
public enum Algorithm {
    /** One tree, as large as validation says. */
    TREE("one decision tree (CART)"),
    /** Trees on samples of the rows that look at some columns at each split. */
    FOREST("random forest"),
    /** A forest whose thresholds are drawn at random. */
    EXTRA("extremely randomised trees"),
    /** Trees on samples of the rows. */
    BAGGING("bagging: trees on samples of the rows"),
    /** Small trees, each grown where those before it were wrong. */
    ADABOOST("AdaBoost: small trees that vote"),
    /** Trees that each take a step down the loss. */
    BOOSTING("gradient boosting"),
    /** Gradient boosting with XGBoost's defaults. */
    XGBOOST("gradient boosting with XGBoost's defaults"),
    /** Gradient boosting with LightGBM's defaults. */
    LIGHTGBM("gradient boosting with LightGBM's defaults");

    private final String description;

    Algorithm(String description) {
        this.description = description;
    }

    /** The name that a user writes. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, for a line of output. */
    public String description() {
        return description;
    }

    /** All names. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Algorithm::label).toList();
    }

    /**
     * The way of a name.
     *
     * @throws InputException when there is none; it suggests the nearest
     */
    public static Algorithm of(String label) {
        return Arrays.stream(values())
                .filter(one -> one.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new InputException(Spelling.unknown("model", label, labels())));
    }

    boolean isBoosting() {
        return this == BOOSTING || this == XGBOOST || this == LIGHTGBM;
    }

    boolean isForest() {
        return this == FOREST || this == EXTRA || this == BAGGING;
    }
}
