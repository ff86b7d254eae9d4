package ai.vivace.vision;

/** How a picture of another form is brought to a size. */
public enum Fit {
    /** All of it, its sides stretched apart. */
    SQUISH,
    /** The largest part from its middle that has the form. */
    CROP
}
