/** Nothing that takes the focus, at whatever depth, stays behind the footer; what stands in the footer itself is in sight. */
export function uncoverFocus(event, footer) {
    const [focused] = event.composedPath();
    if (event.target !== footer && focused instanceof Element)
        footer?.uncover(focused);
}
